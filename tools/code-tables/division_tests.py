#!/usr/bin/env python3
"""Writes what DivisionsTest expects, from the tables themselves and not from divisions.txt.

    python3 tools/code-tables/division_tests.py FOLDER sdk-core/src/test/resources/io/github/citydc/code

division-year-ends.txt: year, number of divisions, SHA-256 of the lines "code name\\n" in the order of the codes, of each year-end
list of division_years_areacodes.csv since 1995.
division-changes.txt: day, code, and the names before and after, "-" for none, of every change since 2020 of
division_changes_2020_2026.csv, and of every change since 1984 of division_change_dates_areacodes.csv whose document has one day
in the year of the list.
"""

import csv
import hashlib
import sys
from collections import defaultdict
from pathlib import Path

YEARS = range(1995, 2025)
SINCE_NOTICES = 2020


def rows(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def year_ends(folder):
    runs = rows(folder, "division_years_areacodes.csv")
    for year in YEARS:
        lines = sorted(
            r["code"] + " " + r["name"] + "\n"
            for r in runs
            if int(r["first_year_end"]) <= year and (not r["last_year_end"] or year <= int(r["last_year_end"]))
        )
        yield f"{year} {len(lines)} {hashlib.sha256(''.join(lines).encode('utf-8')).hexdigest()}"


def changes(folder):
    names = defaultdict(lambda: ["-", "-"])
    for r in rows(folder, "division_change_dates_areacodes.csv"):
        day, year = r["date"], int(r["list_year"])
        if r["date_basis"] == "dated" and r["kind"] != "area" and day[:4] == r["list_year"] and year < SINCE_NOTICES and "|" not in day:
            names[day, r["code"]][r["kind"] == "new"] = r["name"]
    for r in rows(folder, "division_changes_2020_2026.csv"):
        for index, side in enumerate(("old", "new")):
            for code, name in zip(r["code_" + side].split("|"), r["name_" + side].split("|")):
                if code and not (r["kind"] == "abolished" and side == "new"):
                    names[r["date"], code][index] = name
    for (day, code), (before, after) in sorted(names.items()):
        yield f"{day} {code} {before} {after}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for name, lines in (("division-year-ends.txt", year_ends), ("division-changes.txt", changes)):
        text = "".join(line + "\n" for line in lines(source))
        (target / name).write_text("# Written by tools/code-tables/division_tests.py\n" + text, encoding="utf-8", newline="\n")
