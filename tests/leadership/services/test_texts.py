"""Texts of one's own: saved, changed, given back, and noted."""

from assessment.domain.audiences import Audience
from assessment.domain.language import speaking
from assessment.models import Organization
from leadership.domain.mail_wording import Asking, Text, TextKey, default_text
from leadership.models import AuditEntry, MailText, Membership
from leadership.queries.texts import own_texts
from leadership.services.texts import drop_text, save_text
from tests.leadership.conftest import NOW

KEY = TextKey(Asking.REMINDER, Audience.PARTNER, "de")
TEXT = Text("Betreff", "Eins.\nZwei.", "Drei.")


def save(lead: Membership, text: Text = TEXT, key: TextKey = KEY) -> bool:
    return save_text(organization=lead.organization, key=key, text=text, by=lead.user, now=NOW)


def test_text_is_saved_and_noted(lead: Membership) -> None:
    is_own = save(lead)

    assert is_own
    assert own_texts(lead.organization) == {KEY: TEXT}
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act, entry.about, entry.at) == (
        "lead@example.com",
        "mail text saved",
        "reminder to partners in German",
        NOW,
    )


def ours_in_german() -> Text:
    with speaking("de"):
        return default_text(KEY.asking, KEY.audience)


def test_text_saved_again_takes_the_place_of_the_first(lead: Membership) -> None:
    save(lead)

    save(lead, Text("Neu", "a", "b"))

    assert own_texts(lead.organization) == {KEY: Text("Neu", "a", "b")}
    assert MailText.objects.count() == 1


def test_text_that_says_what_ours_says_stays_ours(lead: Membership) -> None:
    save(lead)

    is_own = save(lead, ours_in_german())

    assert not is_own
    assert own_texts(lead.organization) == {}


def test_our_words_can_be_kept_for_one_language_beside_own_english_ones(lead: Membership) -> None:
    ours = default_text(KEY.asking, KEY.audience)  # in English, where ours is in German
    save(lead, TEXT, KEY._replace(language="en"))

    is_own = save(lead, ours)

    assert is_own
    assert own_texts(lead.organization)[KEY] == ours


def test_saving_our_own_words_unchanged_notes_nothing(lead: Membership) -> None:
    save(lead, ours_in_german())

    assert not AuditEntry.objects.exists()


def test_text_is_dropped_once_and_noted(lead: Membership) -> None:
    save(lead)

    first = drop_text(organization=lead.organization, key=KEY, by=lead.user, now=NOW)
    second = drop_text(organization=lead.organization, key=KEY, by=lead.user, now=NOW)

    assert (first, second) == (True, False)
    assert own_texts(lead.organization) == {}
    assert AuditEntry.objects.filter(act="mail text dropped").count() == 1


def test_texts_belong_to_one_organization(
    lead: Membership, other_organization: Organization
) -> None:
    save(lead)

    drop_text(organization=other_organization, key=KEY, by=lead.user, now=NOW)

    assert own_texts(other_organization) == {}
    assert own_texts(lead.organization) == {KEY: TEXT}
