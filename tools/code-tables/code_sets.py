#!/usr/bin/env python3
"""Writes code-tables.txt, the large code sets, from a folder of CSV tables (UTF-8, first row = header).

    python3 tools/code-tables/code_sets.py FOLDER sdk-core/src/main/resources/io/github/citydc/code

Of tables with a column of confidence, what only one source has or where sources disagree is marked as not confirmed. english.txt,
beside this script, has the English names: set|code|name. The form of the output is described at the head of code-sets.txt.
"""

import csv
import sys
from pathlib import Path

# Names of places that the product writes in its own way.
CHINA = {"HKG": "Hong Kong, China", "MAC": "Macao, China", "TWN": "Taiwan, China"}
UNSURE_DOCUMENTS = {"conflict", "2016-one", "2016-one-low"}


def rows(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def industry(folder):
    for r in rows(folder, "industry_gbt4754_2017.csv"):
        yield r["code"], r["name_zh"], "", r["parent"], "", ""


def identity_documents(folder):
    yield ("001", "统一社会信用代码", "", "", "u", "GB/T 36903")
    for r in rows(folder, "gat2000_156_id_documents.csv"):
        confidence = r["source_confidence"]
        standing, source = "", ""
        if confidence == "2004-only":
            standing, source = "e", "GA/T 517-2004"
        elif confidence in UNSURE_DOCUMENTS:
            standing = "u"
        name = r["note"][2:] if r["note"].startswith("全称") else r["name_zh"]
        yield r["code"], name, "", "", standing, source


def countries(folder, column):
    for r in sorted(rows(folder, "countries.csv"), key=lambda r: r[column]):
        yield r[column], r["name_zh"], CHINA.get(r["alpha3"], r["name_en"]), "", "", ""


def currencies(folder):
    for r in rows(folder, "currencies.csv"):
        yield r["alpha3"], r["name_zh"], r["name_en"], "", "", ""


def economic_types(folder):
    for r in rows(folder, "economic_types_gbt12402.csv"):
        yield r["code"], r["name_zh"], "", r["parent"], "u" if r["confidence"] != "two" else "", ""


def registration_types(folder, edition):
    found = [r for r in rows(folder, "registration_types.csv") if r["edition"] == edition]
    codes = {r["code"] for r in found}
    for r in found:
        above = [c for c in (r["code"][:2] + "0", r["code"][:1] + "00") if c != r["code"] and c in codes]
        yield r["code"], r["name_zh"], "", above[0] if above else "", "u" if r["confidence"] != "two" else "", ""


def main(folder, target):
    english = {}
    for line in (Path(__file__).parent / "english.txt").read_text(encoding="utf-8").splitlines():
        name, code, text = line.split("|")
        english[name, code] = text
    registration = "市场主体登记注册类型"
    sets = [
        ("industry", "GB/T 4754", "2017", "国民经济行业", "industry", industry(folder)),
        ("identity-document", "GA/T 2000.156", "2016", "证件类型", "identity document", identity_documents(folder)),
        ("country", "GB/T 2659.1", "2022", "国家和地区（三字符代码）", "country or region, three letters", countries(folder, "alpha3")),
        ("country-numeric", "GB/T 2659.1", "2022", "国家和地区（数字代码）", "country or region, three digits", countries(folder, "numeric")),
        ("currency", "GB/T 12406", "", "货币", "currency", currencies(folder)),
        ("economic-type", "GB/T 12402", "2000", "经济类型", "economic type", economic_types(folder)),
        ("registration-type", registration, "2023", "登记注册类型", "type of registration", registration_types(folder, "2023")),
        ("registration-type-2011", registration, "2011", "登记注册类型（2011版）", "type of registration, edition of 2011", registration_types(folder, "2011")),
    ]
    with open(target / "code-tables.txt", "w", encoding="utf-8", newline="\n") as file:
        file.write("# Written by tools/code-tables/code_sets.py, in the form of code-sets.txt\n")
        for name, standard, edition, zh, en, entries in sets:
            file.write(f"\n@{name}|{standard}|{edition}|{zh}|{en}\n")
            for code, name_zh, name_en, parent, standing, source in entries:
                fields = [code, name_zh.replace(" (", "(").replace("(", "（").replace(")", "）"), english.get((name, code), name_en), parent, standing, source]
                assert not any("|" in field for field in fields), fields
                while not fields[-1]:
                    fields.pop()
                file.write("|".join(fields) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
