"""What the database holds of nobody, and why that is so."""

from collections.abc import Mapping
from typing import Final

# Tables without a person in them, by Django’s name of the model, and why.
NO_PERSON: Final[Mapping[str, str]] = {
    "assessment.Organization": "A company, and how it wants its quarters.",
    "assessment.Unit": "A part of a company.",
    "assessment.Questionnaire": "An instrument.",
    "assessment.QuestionnaireVersion": "An instrument, with the authors of its published source.",
    "assessment.Question": "What is asked.",
    "assessment.QuestionWording": "In which words.",
    "assessment.OwnWording": "In which words of an organization.",
    "assessment.Round": "A quarter of an organization.",
    "assessment.Round_versions": "Which instruments it asks.",
    "assessment.Population": "How many were asked.",
    "assessment.Tally": "How many gave an answer.",
    "assessment.ServiceMetric": "How a company measures its service.",
    "leadership.AuditReplacement": "Empty but within the transaction of an erasure.",
    "leadership.ColumnChoice": "What the columns of a file are called.",
    "leadership.FirstStart": "That an operator has begun.",
    "leadership.Heartbeat": "When a worker was last alive.",
    "leadership.Logo": "A company’s picture.",
    "leadership.MailText": "What an organization writes to everybody of an audience.",
    "leadership.PeerConsent": "That an organization takes part.",
    "leadership.PeerQuarter": "Quartiles of organizations.",
    "leadership.PeerRound": "Which rounds are in them.",
    "leadership.RetentionRun": "How much was deleted.",
    "leadership.Schedule": "When rounds open.",
    "leadership.WhatWeHeard": "What an organization published for everybody it asked.",
    "auth.Group": "Django’s own, not used here.",
    "auth.Group_permissions": "Django’s own, not used here.",
    "auth.Permission": "Django’s own, not used here.",
    "contenttypes.ContentType": "The names of the tables.",
    "socialaccount.SocialApp": "The provider of single sign-on, if it stood in the database.",
}

# Fields that are named like those of a person and are not, by model and field, and why.
NOT_OF_A_PERSON: Final[Mapping[str, str]] = {
    "assessment.Organization.name": "A company’s.",
    "assessment.Unit.name": "A unit’s.",
    "assessment.ServiceMetric.name": "A metric’s.",
    "leadership.ApiKey.name": "A key’s.",
    "leadership.MailboxMessage.sender": "The installation’s own address.",
    "auth.Group.name": "A group’s.",
    "auth.Permission.name": "A permission’s.",
    "socialaccount.SocialApp.name": "A provider’s.",
}
