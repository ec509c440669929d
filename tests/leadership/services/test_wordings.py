"""Words of one's own for a question: kept where they may be, and in the audit."""

import pytest

from assessment.domain.definitions import Wording
from assessment.models import Organization, OwnWording
from assessment.queries.wordings import AskedInWords, asked_in_words
from assessment.services.wordings import SourceIsQuoted
from leadership.models import AuditEntry, Membership
from leadership.services.wordings import drop_wording, save_wording
from tests.leadership.conftest import NOW

WORDS = Wording("Do we talk about customers?")


def asked(organization: Organization, question: str, language: str) -> AskedInWords:
    every = asked_in_words(organization, language)
    return next(one for one in every if one.question.key == question)


def save(lead: Membership, question: str, language: str, words: Wording = WORDS) -> bool:
    return save_wording(
        organization=lead.organization,
        asked=asked(lead.organization, question, language),
        words=words,
        by=lead.user,
        now=NOW,
    )


def test_words_of_the_source_stay_and_nothing_is_written(lead: Membership) -> None:
    with pytest.raises(SourceIsQuoted, match="You can change their translations"):
        save(lead, "s1", "en")

    assert not OwnWording.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(("question", "language"), [("s1", "fr"), ("l1a", "en"), ("p1", "en")])
def test_translation_and_our_own_english_may_have_other_words(
    lead: Membership, question: str, language: str
) -> None:
    assert save(lead, question, language)

    now = asked(lead.organization, question, language)
    assert now.is_own
    assert now.words == WORDS


def test_saving_waiting_words_again_lets_them_be_used(lead: Membership) -> None:
    save(lead, "p1", "de")
    OwnWording.objects.update(beside="An earlier question?")
    assert asked(lead.organization, "p1", "de").waits

    save(lead, "p1", "de")

    assert asked(lead.organization, "p1", "de").is_own


def test_dropping_what_is_not_there_is_no_act(lead: Membership) -> None:
    of_p1 = asked(lead.organization, "p1", "de")

    dropped = drop_wording(organization=lead.organization, asked=of_p1, by=lead.user, now=NOW)

    assert not dropped
    assert not AuditEntry.objects.exists()
