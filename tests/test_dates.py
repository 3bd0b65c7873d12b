"""Dates as pages and records write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.dates import parse


@pytest.mark.parametrize(("written", "moment"), [
    ("2026-03-12", datetime(2026, 3, 12, tzinfo=UTC)),
    ("2026-03-12T17:40:00Z", datetime(2026, 3, 12, 17, 40, tzinfo=UTC)),
    ("2026-03-12T17:40:00+02:00", datetime(2026, 3, 12, 15, 40, tzinfo=UTC)),
    ("Thu, 12 Mar 2026 17:40:00 +0100", datetime(2026, 3, 12, 16, 40, tzinfo=UTC)),
    ("November 11, 2014", datetime(2014, 11, 11, tzinfo=UTC)),
    ("Published: Tuesday, 3rd May 2016 at 5:30 pm", datetime(2016, 5, 3, 17, 30, tzinfo=UTC)),
    ("Sept. 3, 2014", datetime(2014, 9, 3, tzinfo=UTC)),
    ("2014/11/3", datetime(2014, 11, 3, tzinfo=UTC)),
    ("31 February 2014", None), ("13/14", None), ("Wednesday", None), ("1." * 6000, None), ("", None),
])
def test_reads_the_day_a_page_shows(written: str, moment: datetime | None) -> None:
    assert parse(written) == moment


@given(st.text(alphabet=st.sampled_from("0123456789 -/:TZ+.,MarchMay"), max_size=40) | st.text(max_size=40))
def test_no_text_breaks_it(written: str) -> None:
    found = parse(written)
    assert found is None or found.tzinfo is UTC
