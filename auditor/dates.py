"""Calendar dates as pages and records write them."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}
_MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# A day, month and year; an ISO day; in any order that English pages use.
FULL = re.compile(
    rf"(?<!\w)(?:(?P<d1>{_DAY})(?:\sof)?[\s-](?P<m1>{_MONTH}),?[\s-](?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s(?P<d2>{_DAY}),?\s(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/](?P<m3>\d\d?)[-/](?P<d3>\d\d?))(?!\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\d)(\d\d?):(\d\d)(?::(\d\d))?\s?([ap]\.?m\b)?", re.IGNORECASE)


def parse(text: str) -> datetime | None:
    """The moment `text` names, in UTC, midnight where it names a day only; None where it names none.

    ISO 8601, RFC 5322, and days as English pages write them ("17 November 2014", "Nov. 17, 2014, 5:30 pm").  What
    shows no zone is taken for UTC.
    """
    text = text.strip()[:200]
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = reader(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return _utc(moment)
    found = FULL.search(text)
    return _written(found, text) if found else None


def day(found: re.Match[str]) -> datetime | None:
    """Midnight UTC of the day a match of FULL names; None for a 31 February."""
    year = found["y1"] or found["y2"] or found["y3"]
    month = (found["m1"] or found["m2"] or found["m3"]).lower().rstrip(".")
    number = re.sub(r"\D", "", found["d1"] or found["d2"] or found["d3"])
    try:
        moment = datetime(int(year), _MONTHS.get(month) or int(month), int(number), tzinfo=UTC)
    except ValueError:
        return None
    return moment if 1500 < moment.year < 2300 else None


def _written(found: re.Match[str], text: str) -> datetime | None:
    moment = day(found)
    clock = _CLOCK.search(text)
    if moment is None or clock is None:
        return moment
    hour = int(clock[1]) % 12 + 12 * (clock[4][0] in "pP") if clock[4] else int(clock[1])
    try:
        return moment.replace(hour=hour, minute=int(clock[2]), second=int(clock[3] or 0))
    except ValueError:
        return moment


def _utc(moment: datetime) -> datetime | None:
    if not 1500 < moment.year < 2300:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
