"""The command that counts answers anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from assessment.models import Round, Tally
from tests.database import tallies_of
from tests.respondents import an_invitation, an_open_round, submit, this_quarter

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("rebuild_tallies", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def round_() -> Round:
    round_ = an_open_round()
    submit(an_invitation(round_))
    submit(an_invitation(round_))
    return round_


def test_command_says_that_all_counts_were_right(round_: Round) -> None:
    said = run()

    assert said == (
        f"meridian, {round_.label} (round {round_.pk}): 2 sheets, all counts were right\n"
    )


def test_command_mends_and_names_wrong_counts(round_: Round) -> None:
    right = tallies_of(round_)
    slots = Tally.objects.filter(question="sheets").values_list("pk", flat=True)
    Tally.objects.filter(pk=slots[0]).update(count=F("count") + 4)  # two sheets may share a slot
    Tally.objects.filter(question="p1").delete()

    said = run("--round", str(round_.pk))

    assert tallies_of(round_) == right
    assert "sheets = submitted, customer: +4" in said
    assert "p1 = " in said
    assert "counts were off and are right now" in said


def test_command_takes_the_rounds_of_one_organization(round_: Round) -> None:
    an_open_round(round_.organization, quarter=this_quarter().previous())

    assert run("--organization", "meridian").count("\n") == 2
    assert run("--organization", "meridian", "--round", str(round_.pk)).count("\n") == 1


def test_command_refuses_an_unknown_organization_or_round(round_: Round) -> None:
    with pytest.raises(CommandError, match="no organization with the address nowhere"):
        run("--organization", "nowhere")
    with pytest.raises(CommandError, match="no round 999999"):
        run("--round", "999999")
