#!/usr/bin/env python3
"""Writes government-domains.json, the names under gov.cn and cegn.cn that the library knows by heart.

Input (UTF-8, first row = header):
  gov_domains.csv   domain,owner,kind,...: real host names and their owners
  divisions.csv     code,name,parent,...: the current GB/T 2260 list

What no list says stands in this script: the names of provinces and ministries, and the words that name a system.
Labels of provinces on the extranet are those of ISO 3166-2:CN in its letter form, which every name seen there follows.
"""

import csv
import json
import sys
from pathlib import Path

PROVINCES = """
beijing 110000 tj 120000 hebei 130000 shanxi 140000 nmg 150000 ln 210000 jl 220000 hlj 230000 shanghai 310000
jiangsu 320000 zj 330000 ah 340000 fujian 350000 jiangxi 360000 shandong 370000 henan 410000 hubei 420000 hunan 430000
gd 440000 gxzf 450000 hainan 460000 cq 500000 sc 510000 guizhou 520000 yn 530000 xizang 540000 shaanxi 610000
gansu 620000 qinghai 630000 nx 640000 xinjiang 650000
"""
EXTRANET = """
bj 110000 tj 120000 he 130000 sx 140000 nm 150000 ln 210000 jl 220000 hl 230000 sh 310000 js 320000 zj 330000
ah 340000 fj 350000 jx 360000 sd 370000 ha 410000 hb 420000 hn 430000 gd 440000 gx 450000 hi 460000 cq 500000
sc 510000 gz 520000 yn 530000 xz 540000 sn 610000 gs 620000 qh 630000 nx 640000 xj 650000
"""
MINISTRIES = """
ndrc 国家发展和改革委员会 mee 生态环境部 mofcom 商务部 stats 国家统计局 samr 国家市场监督管理总局 npc 全国人民代表大会
nhsa 国家医疗保障局 chinatax 国家税务总局 mnr 自然资源部 mfa 外交部 moe 教育部 most 科学技术部 miit 工业和信息化部
mps 公安部 mca 民政部 moj 司法部 mof 财政部 mohrss 人力资源和社会保障部 mohurd 住房和城乡建设部 mot 交通运输部
mwr 水利部 moa 农业农村部 mct 文化和旅游部 nhc 国家卫生健康委员会 mva 退役军人事务部 mem 应急管理部 pbc 中国人民银行
audit 审计署 customs 海关总署 cma 中国气象局 cea 中国地震局 forestry 国家林业和草原局 neac 国家民族事务委员会
"""
# Basic units of these ministries stand directly under them.
VERTICAL = ["chinatax", "customs", "stats", "cma", "cea", "pbc"]
SYSTEM_LABELS = """
data opendata gddata portal api app sso tyrz zwfw gjzwfw fuwu std openstd flk oa mail cas login auth map gis search
""".split()
# Usual labels of departments that the list of hosts does not have.
SHORT_NAMES = {"外事办公室": "wsb", "卫生健康委员会": "wjw", "住房和城乡建设局": "zjj", "公安局": "gaj", "财政局": "czj"}


def pairs(text):
    words = text.split()
    return dict(zip(words[::2], words[1::2]))


def rows(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def division_names(folder):
    """Full and short official names of governments, to their codes."""
    codes = {r["code"]: r["name"] for r in rows(folder, "divisions.csv") if r["standard"] == "Y"}
    names = {}
    for code, name in codes.items():
        chain = [codes.get(code[:2] + "0000", ""), codes.get(code[:4] + "00", ""), name]
        chain = [part for index, part in enumerate(chain) if part not in chain[:index]]
        for start in range(len(chain)):
            names.setdefault("".join(chain[start:]), code)
    return names


def main(folder, target):
    names = division_names(folder)
    result = {
        "governments": pairs(PROVINCES),
        "ministries": pairs(MINISTRIES),
        "vertical": VERTICAL,
        "agencies": {},
        "departments": {},
        "systems": [],
        "systemLabels": sorted(SYSTEM_LABELS),
        "organLabels": dict(SHORT_NAMES),
        "extranet": pairs(EXTRANET),
    }
    for row in rows(folder, "gov_domains.csv"):
        labels = row["domain"].removesuffix(".gov.cn").split(".")
        owner, kind = row["owner"].split("（")[0], row["kind"]
        if labels[0] == "www":
            label = labels[1] if len(labels) > 1 else None
            if "legacy" in kind:
                result["departments"][label] = names[next(n for n in names if owner.startswith(n) and n.endswith("市"))]
            elif "portal" in kind and owner.endswith("人民政府"):
                result["governments"][label] = names[owner.removesuffix("人民政府")]
            elif kind == "dispatched agency":
                result["agencies"][label] = owner
            elif kind in ("business system", "service portal"):
                result["systems"].append(label)
        elif kind.startswith("municipal department") and len(labels) == 2:
            place, bureau = owner.split("市", 1)
            if bureau.startswith("人民政府"):
                bureau = bureau.removeprefix("人民政府")
            result["organLabels"].setdefault(bureau, labels[0])
            if labels[1] not in result["governments"]:
                result["governments"][labels[1]] = names[place + "市"]
    with open(target / "government-domains.json", "w", encoding="utf-8", newline="\n") as file:
        lines = [
            json.dumps(key) + ": " + json.dumps(value, ensure_ascii=False) for key, value in result.items()
        ]
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
