#!/usr/bin/env python3
"""Writes divisions.txt, the divisions of China since 1980, from a folder of CSV tables.

Input (UTF-8, first row = header):
  divisions_history.csv          code,name,parent,level,valid_from,valid_to,successors: every (code, name) of the yearly
                                 lists 1980-2020 and of the changes since. A year Y as valid_from means "in the list
                                 of the end of Y, not in the one before", as valid_to "no longer in the list of the
                                 end of Y"; a month (changes since 2021) means "not later than". Blank valid_from:
                                 already in the list of 1980. successors belong to the code, not to the row.
  divisions.csv                  code,...,standard: the current list; rows with standard=N are not of GB/T 2260
  guangzhou_divisions.csv        code,name,valid_from,valid_to,...: exact dates that override the years
  streets_440000.csv, streets_stats_2023_440000.csv, villages_440100.csv
                                 code,name,...: the current streets and towns (9 digits), communities (12 digits)

Output, one division a line, sorted by code and time:
  code name [from|. [to|. [successor,...]]]
where a date is a day, a month or a year it lies in, or two days "earliest/latest"; "." is unknown or open. The
successors are current codes; they are left out where the next line of the same code continues the division.
"""

import csv
import sys
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

LAST_YEARLY_LIST = 2020
SUFFIXES = "县市区"
# Codes of GB/T 2260 that the yearly lists leave out; when a source added them says nothing. (Some sources put Taiwan at
# 830000, which exists in the numbers of residence permits only.)
OUTSIDE_THE_LISTS = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}


def rows(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def history(folder):
    current = rows(folder, "divisions.csv")
    invented = {r["code"] for r in current if r["standard"] != "Y"}
    result = [r for r in rows(folder, "divisions_history.csv") if r["code"] not in invented]
    for r in result:
        if r["code"] in OUTSIDE_THE_LISTS:
            r["valid_from"] = ""
    known = {r["code"] for r in result}
    for code, name in OUTSIDE_THE_LISTS.items():
        if code not in known:
            result.append(dict(code=code, name=name, valid_from="", valid_to="", successors=""))
    result.sort(key=lambda r: (r["code"], r["valid_from"]))
    return result


class Successors:
    """Finds out which current divisions became of a row.

    The tables give successors a code, but until the middle of the eighties whole prefectures were numbered anew, so
    that a code went from one county to another; and codes of abolished divisions were used again. So a row is first
    followed by its name, and the successors of its code are believed only for the last row that had the code.
    """

    def __init__(self, all_rows):
        self.by_code = defaultdict(list)
        self.by_start = defaultdict(list)
        for r in all_rows:
            self.by_code[r["code"]].append(r)
            self.by_start[r["valid_from"], r["code"][:2]].append(r)
        for same in self.by_code.values():
            for row, following in zip(same, same[1:] + [None]):
                row["next"] = following

    def of(self, row, seen=()):
        """The current codes, an empty list if unknown."""
        if not row["valid_to"]:
            return [row["code"]]
        if id(row) in seen:
            return []
        seen = (*seen, id(row))
        following = row["next"]
        moved = self.moved(row, exact=True)
        if following is None:
            listed = self.listed(row, seen)
            if listed:
                return listed
        elif following["name"] == row["name"]:
            return self.of(following, seen)
        if moved is not None:
            return self.of(moved, seen)
        if self.continues(row):
            return self.of(following, seen)
        moved = self.moved(row, exact=False)
        return self.of(moved, seen) if moved is not None else []

    @staticmethod
    def continues(row):
        """Whether the next row of the code is the same area under a new name."""
        return row["next"] is not None and row["next"]["valid_from"] == row["valid_to"]

    def moved(self, row, exact):
        """The row that begins when this one ends, in the same province, with its name or at least its stem."""
        candidates = [
            r
            for r in self.by_start[row["valid_to"], row["code"][:2]]
            if r["code"] != row["code"] and (r["name"] == row["name"] if exact else stem(r) == stem(row))
        ]
        near = [r for r in candidates if r["code"][:4] == row["code"][:4]]
        for choice in (near, candidates):
            if len(choice) == 1:
                return choice[0]
        return None

    def listed(self, row, seen):
        """The successors the table gives; where one is not current itself, it is followed if its row is certain."""
        result = []
        for code in filter(None, row["successors"].split("|")):
            then = [r for r in self.by_code[code] if not r["valid_to"] or r["valid_to"] > row["valid_to"]]
            current = [r for r in then if not r["valid_to"]]
            if current:
                result += [code]
            elif len(then) == 1:
                result += self.of(then[0], seen)
        return list(dict.fromkeys(result))


def stem(row):
    name = row["name"]
    return name[:-1] if len(name) > 2 and name[-1] in SUFFIXES else name


def boundary(text):
    """A date of the yearly lists in the form of the output."""
    if len(text) == 7:
        first = f"{LAST_YEARLY_LIST + 1}-01-01"
        month = {"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}.get(text[5:], "31")
        return f"{first}/{text}-{month}"
    return text or "."


def main(folder, target):
    all_rows = history(folder)
    successors = Successors(all_rows)
    exact = {(r["code"], r["name"]): r for r in rows(folder, "guangzhou_divisions.csv")}
    lines = {}
    for order, r in enumerate(all_rows):
        start, end = boundary(r["valid_from"]), boundary(r["valid_to"])
        now = [] if not r["valid_to"] else successors.of(r)
        override = exact.pop((r["code"], r["name"]), None)
        if override:
            start = override["valid_from"] or start
            end = override["valid_to"] or end
        if now and successors.continues(r) and successors.of(r["next"]) == now:
            now = []
        elif r["valid_to"] and not now:
            print("no successor known:", r["code"], r["name"], end, file=sys.stderr)
        fields = [r["code"], r["name"], start, end, ",".join(now)]
        lines[r["code"], order] = fields
    for key in exact:
        print("not in the history:", *key, file=sys.stderr)
    codes = {code for code, _ in lines}
    for table in ("streets_440000.csv", "streets_stats_2023_440000.csv", "villages_440100.csv"):
        for r in rows(folder, table):
            if r["code"] not in codes:
                codes.add(r["code"])
                lines[r["code"], 0] = [r["code"], r["name"], ".", ".", ""]
    with open(target / "divisions.txt", "w", encoding="utf-8", newline="\n") as file:
        for key in sorted(lines, key=lambda k: (k[0].ljust(12, "0"), len(k[0]), k[1])):
            fields = lines[key]
            while fields[-1] in ("", "."):
                fields.pop()
            assert not any(" " in field for field in fields), fields
            file.write(" ".join(fields) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
