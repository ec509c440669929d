"""What became of a mail and of a question to somebody, on the page of that person."""

from datetime import date

from assessment.domain.language import long_date, translate


def fate_of_mail(state: str, outcome: str, attempts: int) -> str:
    """From the outbox's words for state and outcome, such as "Delivered"."""
    match state, outcome:
        case "queued", _:
            return translate("Tried, waits") if attempts else translate("Waits to be sent")
        case "failed", _:
            return translate("Could not be sent")
        case "skipped", _:
            return translate("Not sent")
        case _, "bounced":
            return translate("Came back")
        case _, "complained":
            return translate("Marked as spam")
        case _, "delivered":
            return translate("Delivered")
    return translate("Sent")


def participation(*, answered_on: date | None, started: bool, revoked: bool, is_open: bool) -> str:
    """Whether somebody answered and on which day; never what, and no time of day."""
    if answered_on:
        return translate("Answered on {day}").format(day=long_date(answered_on))
    if revoked:
        return translate("The link was withdrawn")
    if not is_open:
        return translate("Did not answer")
    if started:
        return translate("Has begun, not sent yet")
    return translate("Has not answered yet")
