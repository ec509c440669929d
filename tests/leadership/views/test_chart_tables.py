"""The table of a chart as a file: the same words for the same people as on the page."""

import csv
import io

import pytest
from django.test import Client
from django.utils import translation

from assessment.models import Organization, Round, Unit
from leadership.domain.roles import Role
from leadership.models import Membership, User
from leadership.queries.charts import charts_of
from leadership.queries.dashboards import dashboard_for
from tests.closed_rounds import CUSTOMER, MANAGER, a_round, headline
from tests.leadership.conftest import Join, SignIn
from tests.leadership.views.test_results import ALL_CHARTS, several


def address(round_: Round, chart: str) -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/charts/{chart}.csv"


def rows_of(client: Client, round_: Round, chart: str) -> list[list[str]]:
    response = client.get(address(round_, chart))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("chart", ALL_CHARTS)
def test_file_holds_the_table_of_the_page(
    organization: Organization, lead: Membership, sign_in: SignIn, chart: str
) -> None:
    round_ = several(organization, 3)

    rows = rows_of(sign_in(lead), round_, chart)

    block = charts_of(dashboard_for(round_))[chart]
    assert rows == [list(block.headers), *map(list, block.rows)]


def test_page_links_to_each_file(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = several(organization, 3)
    client = sign_in(lead)

    page = client.get(f"/o/meridian/results/{round_.pk}/").content.decode()

    for chart in charts_of(dashboard_for(round_)):
        assert f'href="{address(round_, chart)}"' in page


def test_hidden_end_is_said_in_the_file_and_its_number_is_not(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {MANAGER: headline(3, 4), CUSTOMER: headline(36, 300)})

    rows = rows_of(sign_in(lead), round_, "gap-by-question")

    assert rows[1][1:3] == ["fewer than 5 answers", "12% (36 of 300)"]
    assert "3 of 4" not in str(rows)


def test_unit_that_is_a_formula_stays_text(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    Unit.objects.bulk_create(
        Unit(organization=organization, name=name) for name in ("=1+1", "North")
    )
    round_ = a_round(
        organization,
        {(CUSTOMER, "=1+1"): headline(10, 20), (CUSTOMER, "North"): headline(10, 20)},
    )

    rows = rows_of(sign_in(lead), round_, "gap-by-unit")

    assert "'=1+1" in [row[0] for row in rows]


def test_viewer_gets_no_file_of_who_was_asked(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    round_ = several(organization, 1)
    viewer = sign_in(join(organization, Role.VIEWER))

    assert viewer.get(address(round_, "participation")).status_code == 403
    assert viewer.get(address(round_, "gap-by-question")).status_code == 200
    assert viewer.get(address(round_, "nothing")).status_code == 404


def test_open_round_has_no_files(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(10, 20)}, closed=False)

    assert sign_in(lead).get(address(round_, "gap-by-question")).status_code == 404


def test_file_is_in_the_language_of_the_page(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = several(organization, 3)
    User.objects.filter(pk=lead.user.pk).update(language="de")

    rows = rows_of(sign_in(lead), round_, "gap-by-question")

    with translation.override("de"):
        block = charts_of(dashboard_for(round_))["gap-by-question"]
    assert rows == [list(block.headers), *map(list, block.rows)]
    assert rows != [list(row) for row in charts_of(dashboard_for(round_))["gap-by-question"].rows]
