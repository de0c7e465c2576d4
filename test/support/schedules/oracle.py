"""Says when cron expressions are due by looking at every minute, with Python's own time zones.

Reads [{"fields": [minute, hour, day, month, weekday, year], "dialect": "unix" | "events", "zone": …, "from": …, "to": …}]
from standard input (epoch minutes) and writes a list of epoch minutes for each. It shares nothing with the product but the
contract: times that do not exist happen once at the first minute after the gap, times that come twice at the first pass
unless the hour is "*" or a step.
"""

import json
import sys
from calendar import monthrange
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = "sun mon tue wed thu fri sat".split()


def number(text, names, first):
    return names.index(text) + first if text in names else int(text)


def plain(item, low, high, names=()):
    """The numbers of one item without L and #."""
    base, _, step = item.partition("/")
    if base == "*":
        start, end = low, high
    elif "-" in base:
        start, end = (number(part, names, low) for part in base.split("-"))
    else:
        start = number(base, names, low)
        end = high if step else start
    return range(start, end + 1, int(step or 1))


def has(field, value, low, high, names=()):
    return any(value in plain(item, low, high, names) for item in field.lower().split(","))


def on_day_of_month(field, date):
    last = monthrange(date.year, date.month)[1]
    return any(
        date.day == last if item == "l" else date.day in plain(item, 1, 31) for item in field.lower().split(",")
    )


def on_weekday(field, date, dialect):
    first = 0 if dialect == "unix" else 1
    today = date.isoweekday() % 7
    last = monthrange(date.year, date.month)[1]
    for item in field.lower().split(","):
        if item == "l":
            if today == 6:
                return True
        elif "#" in item or item.endswith("l"):
            name, nth = item.split("#") if "#" in item else (item[:-1], "l")
            if (number(name, DAYS, first) - first) % 7 != today:
                continue
            if date.day + 7 > last if nth == "l" else (date.day + 6) // 7 == int(nth):
                return True
        elif today in {(value - first) % 7 for value in plain(item, first, 7, DAYS)}:
            return True
    return False


def on_date(fields, dialect, date):
    _, _, day, month, weekday, year = fields
    if not has(month, date.month, 1, 12, MONTHS) or not has(year, date.year, 1970, 2199):
        return False
    free = {"*", "?"}
    if day in free:
        return weekday in free or on_weekday(weekday, date, dialect)
    return on_day_of_month(day, date) or (weekday not in free and on_weekday(weekday, date, dialect))


def local_times(zone, start, end):
    """(epoch minute, minutes on the wall, second pass?, minutes on the wall that were left out before it)."""
    before = None
    tz = ZoneInfo(zone)
    for minute in range(start - 1, end):
        local = datetime.fromtimestamp(minute * 60, tz)
        wall = int((local.replace(tzinfo=None) - EPOCH).total_seconds()) // 60
        skipped = range(before + 1, wall) if before is not None and wall > before + 1 else ()
        before = wall
        if minute >= start:
            yield minute, wall, local.fold == 1, skipped


@lru_cache(maxsize=None)
def listed(zone, start, end):
    return list(local_times(zone, start, end))


def due(case):
    fields, dialect = case["fields"], case["dialect"]
    minute_field, hour_field = fields[:2]
    minutes = [has(minute_field, value, 0, 59) for value in range(60)]
    hours = [has(hour_field, value, 0, 23) for value in range(24)]
    follows_clock = "*" in hour_field or "/" in hour_field
    dates = {}

    def matches(wall):
        if not minutes[wall % 60] or not hours[wall // 60 % 24]:
            return False
        day = wall // 1440
        if day not in dates:
            dates[day] = on_date(fields, dialect, (EPOCH + timedelta(days=day)).date())
        return dates[day]

    return [
        minute
        for minute, wall, again, skipped in listed(case["zone"], case["from"], case["to"])
        if (minutes[wall % 60] and matches(wall) and (follows_clock or not again))
        or (skipped and any(matches(missing) for missing in skipped))
    ]


json.dump([due(case) for case in json.load(sys.stdin)], sys.stdout)
