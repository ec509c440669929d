"""Lines, marks and words as SVG."""

from xml.etree import ElementTree

from leadership.domain import drawn_marks as pen

SVG = "{http://www.w3.org/2000/svg}"


def test_drawing_is_xml_whose_title_is_its_text_alternative() -> None:
    drawing = pen.svg(
        10, 20.5, 'A & B <"quoted">', [pen.words("<script>", 1, 2), pen.rule(0, 0, 1, 1)]
    )

    root = ElementTree.fromstring(drawing)  # noqa: S314 - it is our own
    assert root.attrib["viewBox"] == "0 0 10 20.5"
    assert root.attrib["aria-label"] == 'A & B <"quoted">'
    assert [one.text for one in root] == ['A & B <"quoted">', "<script>", None]
    assert root[0].tag == f"{SVG}title"


def test_each_role_has_a_shape_of_its_own() -> None:
    shapes = [pen.mark(role, 5, 5).split()[0] for role in ("management", "customers", "employees")]

    assert shapes == ["<rect", "<circle", "<polygon"]
    assert 'fill="#ffffff"' in pen.mark("customers", 5, 5)
    assert 'fill="#1a1d21"' in pen.mark("estimate", 5, 5)


def test_words_that_are_backed_have_paper_behind_them() -> None:
    backed = pen.words("17", 30, 10, anchor="end", backed=True)

    assert backed.startswith("<rect")
    assert 'fill="#ffffff"' in backed
    assert ">17</text>" in backed


def test_numbers_are_short_and_the_same_everywhere() -> None:
    assert pen.rule(-0.001, 1 / 3, -0.5, 100) == (
        '<line x1="0" y1="0.33" x2="-0.5" y2="100" stroke="#d9d4c9" stroke-width="1"/>'
    )


def test_japanese_takes_more_room_than_latin_letters() -> None:
    assert pen.width_of("顧客", 10) == 20
    assert pen.width_of("ab", 10) < 20
