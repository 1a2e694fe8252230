#!/usr/bin/env python3
"""Writes divisions.txt, the divisions of China since 1980, from a folder of tables.

Input (UTF-8, first row = header):
  divisions_areacodes.csv           every division of county level and above with the years of its beginning and end and the
                                    codes that took its place: the ministry's lists, and notices, of 1981-2024
  division_years_areacodes.csv      code,name,first_year_end,last_year_end: the year-end lists of the same source; where the
                                    two differ, a division was split although it went on, and the lists count
  division_change_dates_areacodes.csv, division_changes_2020_2026.csv, guangzhou_divisions.csv
                                    exact days of changes
  divisions_missing.tsv             codes of GB/T 2260 and of the statistics lists that are no divisions of the ministry's
  divisions_history.csv             the yearly lists of another source; what they have and the first lacks is a variant
  streets_440000.csv, streets_stats_2023_440000.csv, villages_440100.csv
                                    code,name,...: the current streets and towns (9 digits), communities (12 digits)

Output, one division a line, sorted by code and time:
  code[kind] name [from|. [to|. [successor,...]]]
kind is s for a summary row (市辖区), t for a code of the statistics lists only, v for a variant, nothing for a division. A date is
a day, a month or a year it lies in, or two days "earliest/latest"; "." is unknown or open. Successors are current codes; they are
left out where the next line of the same code continues the division.
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

FIRST_LIST = 1981
LAST_LIST = 2024
# After this year the second source was dated by commits of a hobby list, or contradicts dated documents.
LAST_VARIANT = 2011
HONG_KONG_MACAO_TAIWAN = ("71", "81", "82", "83")
SUMMARY = re.compile("市辖区|县|市|省直辖.*")
LAST_STATISTICS_LIST = 2018
FIRST_STATISTICS_LIST = 2002
# Parts of a division that went to another, which the evidence of its change mentions in words.
PARTS = {"500112": ["500109"]}
# The days on which the special administrative regions were established.
EXACT = {("from", "810000", 1997): "1997-07-01", ("from", "820000", 1999): "1999-12-20"}
# Months before this year are from memory in the table of Guangzhou.
GUANGZHOU_SINCE = "2005"


def rows(folder, name, delimiter=","):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


class Row:
    def __init__(self, code, name, start, end, kind=""):
        self.code, self.name, self.start, self.end, self.kind = code, name, start, end, kind
        self.start_text = self.end_text = None
        self.listed = []
        self.now = None

    def in_list(self, year):
        return (self.start or 0) <= year and (self.end is None or year < self.end)


def ministry(folder):
    """The divisions by their runs through the year-end lists, with the successors of the other table."""
    ended = {(r["代码"], r["名称"], r["变更/弃用时间"]): r["新代码"] for r in rows(folder, "divisions_areacodes.csv")}
    result = []
    for r in rows(folder, "division_years_areacodes.csv"):
        start, last = int(r["first_year_end"]), r["last_year_end"]
        row = Row(r["code"], r["name"], None if start == FIRST_LIST else start, int(last) + 1 if last else None)
        if row.end:
            codes = [c for c in ended.get((row.code, row.name, str(row.end)), "").split(";") if c]
            whole = [c for c in codes if "[" not in c]
            row.listed = whole or [c[:6] for c in codes]
        result.append(row)
    return result


def changes_since(folder, table):
    """Applies the changes after the last yearly list, and returns those of both kinds as exact days."""
    days = {}
    for r in rows(folder, "division_changes_2020_2026.csv"):
        year = int(r["date"][:4])
        day = r["date"]
        old, new = [[c for c in r[k].split("|") if c] for k in ("code_old", "code_new")]
        names = r["name_new"].split("|")
        if year > LAST_LIST:
            for code in old:
                row = next(x for x in table if x.code == code and x.end is None)
                row.end, row.listed = year, new + PARTS.get(code, [])
            table.extend(Row(code, name, year, None) for code, name in zip(new, names))
        days.update({("to", code, year): day for code in old})
        days.update({("from", code, year): day for code in new})
    return days


def exact_days(folder, table):
    days = {}
    for r in rows(folder, "division_change_dates_areacodes.csv"):
        if r["date_basis"] != "dated" or r["kind"] == "area":
            continue
        dates = sorted(d for d in r["date"].split("|") if d.startswith(r["list_year"]))
        if dates:
            day = dates[0] if dates[0] == dates[-1] else dates[0] + "/" + dates[-1]
            days["to" if r["kind"] == "gone" else "from", r["code"], int(r["list_year"])] = day
    for r in rows(folder, "guangzhou_divisions.csv"):
        for side, day in (("from", r["valid_from"]), ("to", r["valid_to"])):
            if len(day) == 10 and day >= GUANGZHOU_SINCE:
                days[side, r["code"], int(day[:4])] = day
    days.update(changes_since(folder, table))
    return {**days, **EXACT}


def date_rows(table, days):
    for row in table:
        if row.start:
            row.start_text = days.get(("from", row.code, row.start), str(row.start))
        if row.end:
            row.end_text = days.get(("to", row.code, row.end), str(row.end))
    by_code = defaultdict(list)
    for row in table:
        by_code[row.code].append(row)
    for same in by_code.values():
        same.sort(key=lambda row: row.start or 0)
        for row, following in zip(same, same[1:]):
            if row.end == following.start and min(len(row.end_text), len(following.start_text)) == len("2005"):
                row.end_text = following.start_text = max(row.end_text, following.start_text, key=len)
    return by_code


class Successors:
    """Follows a division to the current ones."""

    def __init__(self, table, by_code, others):
        self.by_code = by_code
        self.others = others
        self.by_stem = defaultdict(list)
        for row in table:
            self.by_stem[stem(row), row.code[:2]].append(row)

    def of(self, row, seen=()):
        if row.end is None:
            return [row.code]
        if row in seen:
            return []
        if row.now is None:
            following = [self.at(code, row.end) for code in row.listed]
            following = [f for f in following if f] or self.renamed(row) or self.same_stem(row)
            codes = [code for f in following for code in self.of(f, (*seen, row))]
            row.now = list(dict.fromkeys(codes)) or self.current(self.others.get((row.code, row.name), ""))
        return row.now

    def at(self, code, year):
        """The division that has a code at the end of a year; if none, the one that got it last before."""
        same = self.by_code.get(code, [])
        found = [r for r in same if r.in_list(year)]
        return found[0] if found else None

    def renamed(self, row):
        """The row of the same code that begins when this one ends."""
        return [r for r in self.by_code[row.code] if r.start == row.end]

    def same_stem(self, row):
        """A prefecture that was joined with its city, or only changed its kind, goes on under the same name."""
        found = [r for r in self.by_stem[stem(row), row.code[:2]] if r.in_list(row.end)]
        found = [r for r in found if r.code.endswith("00") == row.code.endswith("00")]
        return found if len(found) == 1 else []

    def of_variant(self, row, listed):
        """Those of the division that has the name at that time or right after, else those the other source gives."""
        years = range(row.start or FIRST_LIST, row.end + 1)
        same = [
            r
            for r in self.by_stem[stem(row), row.code[:2]]
            if r.name == row.name and any(r.in_list(y) for y in years)
        ]
        for digits in (6, 4, 2):
            near = [r for r in same if r.code[:digits] == row.code[:digits]]
            if len(near) == 1:
                return self.of(near[0])
        return self.current(listed)

    def current(self, listed):
        """Those codes of the other source that are current."""
        return [c for c in listed.split("|") if any(r.end is None for r in self.by_code.get(c, []))]


def stem(row):
    return re.sub("(地区|盟|自治州|市|县|区)$", "", row.name) or row.name


def variants(folder, by_code, successors):
    """What the other source has in its list of a year where the first has another name, or nothing, for the code."""
    result = []
    for r in rows(folder, "divisions_history.csv"):
        if r["code"][:2] in HONG_KONG_MACAO_TAIWAN or r["valid_from"][:4] > str(LAST_VARIANT):
            continue
        start = int(r["valid_from"][:4] or 1980)
        end = min(int(r["valid_to"][:4] or LAST_VARIANT + 1), LAST_VARIANT + 1)
        same = [x for x in by_code.get(r["code"], []) if x.name == r["name"]]
        years = [y for y in range(start, end) if not any(x.in_list(max(y, FIRST_LIST)) for x in same)]
        for first, last in runs(years):
            row = Row(r["code"], r["name"], None if first == 1980 else first, last + 1, "v")
            row.start_text, row.end_text = row.start and str(row.start), str(row.end)
            row.now = successors.of_variant(row, r["successors"])
            result.append(row)
    return result


def runs(years):
    result = []
    for year in years:
        if result and result[-1][1] == year - 1:
            result[-1][1] = year
        else:
            result.append([year, year])
    return result


def of_statistics(folder):
    """The codes that GB/T 2260 and the statistics lists have beside the divisions."""
    result = []
    for r in rows(folder, "divisions_missing.tsv", "\t"):
        if not r["list"].startswith("GB/T 2260"):
            continue
        first, last = int(r["first"]), int(r["last"])
        kind = "s" if SUMMARY.fullmatch(r["name"]) else "t"
        row = Row(r["code"], r["name"], None, None, kind)
        if kind == "s" and first > FIRST_STATISTICS_LIST:
            row.start_text = f"{first - 1}-01-01/{first}-12-31"
        if last < LAST_STATISTICS_LIST:
            row.end, row.end_text, row.now = last, f"{last}-01-01/{last + 1}-12-31", []
        result.append(row)
    return result


def places(folder):
    names = {}
    for table in ("streets_440000.csv", "streets_stats_2023_440000.csv", "villages_440100.csv"):
        for r in rows(folder, table):
            names.setdefault(r["code"], r["name"])
    return [Row(code, name, None, None) for code, name in names.items()]


def main(folder, target):
    table = ministry(folder)
    by_code = date_rows(table, exact_days(folder, table))
    others = {(r["code"], r["name"]): r["successors"] for r in rows(folder, "divisions_history.csv")}
    successors = Successors(table, by_code, others)
    for row in table:
        row.now = [] if row.end is None else successors.of(row)
    every = table + variants(folder, by_code, successors) + of_statistics(folder)
    for row in every:
        if row.end and not row.now and row.kind in ("", "v"):
            print("no successor known:", row.code, row.name, row.end_text, file=sys.stderr)
    every += places(folder)
    every.sort(key=lambda r: (r.code.ljust(12, "0"), len(r.code), r.start or 0, r.kind))
    with open(target / "divisions.txt", "w", encoding="utf-8", newline="\n") as file:
        for row, following in zip(every, every[1:] + [None]):
            now = ",".join(row.now or [])
            if (
                following
                and following.code == row.code
                and following.kind == row.kind == ""
                and row.end_text
                and following.start_text == row.end_text
                and (following.now or ([following.code] if following.end is None else [])) == row.now
            ):
                now = ""
            fields = [row.code + row.kind, row.name, row.start_text or ".", row.end_text or ".", now]
            while fields[-1] in ("", "."):
                fields.pop()
            assert not any(" " in field for field in fields), fields
            file.write(" ".join(fields) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
