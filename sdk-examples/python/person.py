"""The rules of population.person/1: its JSON Schema, and what a schema cannot say (§3.3)."""
import json
import re
from datetime import date
from pathlib import Path

from cdx import is_credit_code

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs/standard/schema/population.person-1.json").read_bytes())
LENGTHS = {"citizen-id": (15, 18), "credit-code": (18,), "division": (2, 4, 6, 9, 12)}
CHARACTERS = {"citizen-id": "^.{0,16}[^0-9]|[^0-9Xx]", "credit-code": "[^0-9A-Z]", "division": "[^0-9]"}  # not allowed
NUMBERS = {"111": "citizen-id", "112": "citizen-id", "001": "credit-code"}


def violations(person):
    """The rules of the level error that a payload breaks, as pairs of pointer and code."""
    found = []
    _check(SCHEMA, person, "/payload", found)
    _numbers(person, found)
    born, died = (person.get(n) if is_date(person.get(n)) else None for n in ("birthDate", "deathDate"))
    if born and died and died < born:
        found.append(("/payload/deathDate", "member.order"))
    return found


def is_date(text):
    try:
        return isinstance(text, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _check(schema, value, pointer, found):
    notes = json.loads(schema.get("$comment", "{}"))
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if schema["type"] == "object" and isinstance(value, dict):
        for name, member in schema["properties"].items():
            if value.get(name) is not None:
                _check(member, value[name], f"{pointer}/{name}", found)
            elif name in schema["required"]:
                found.append((f"{pointer}/{name}", "member.required"))
        return
    codes = []
    if not isinstance(value, str) or schema.get("format") == "date" and not is_date(value):
        codes = ["json.form"]
    elif "oneOf" in schema and value not in [one["const"] for one in schema["oneOf"]]:
        codes = ["code-set.unknown-code"]
    elif "identifier" in notes:
        codes = _identifier(notes["identifier"]["kind"], value, schema["pattern"])
    elif schema.get("pattern") == r"\S" and not value.strip():
        codes = ["member.required"]
    elif not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        codes = ["member.size"]
    elif notes.get("time") == "past-or-present" and value > date.today().isoformat():
        codes = ["member.future"]
    found += [(pointer, code) for code in codes]


def _identifier(kind, text, pattern=""):
    """What is wrong with the form of an identifier; if nothing is, all other rules that it breaks."""
    if kind == "phone":
        return [] if re.fullmatch(pattern, text) else ["phone.form"]
    odd = re.search("[\\s\u200b-\u200f\u2060\ufeff\uff01-\uff5e]", text)
    if not text:
        codes = ["empty"]
    elif odd:
        codes = ["whitespace" if odd[0].isspace() else "full-width" if odd[0] > "\uff00" and odd[0] != "\ufeff" else "invisible-character"]
    elif len(text) not in LENGTHS[kind]:
        codes = ["length"]
    else:
        wrong = re.search(CHARACTERS[kind], text)
        codes = ["lower-case" if wrong[0].islower() else "character"] if wrong else _beyond_form(kind, text)
    return [f"{kind}.{code}" for code in codes]


def _beyond_form(kind, text):
    if kind == "citizen-id":
        return _citizen_id(_long(text))
    if kind == "credit-code":
        return ["excluded-letter"] if re.search("[IOSVZ]", text) else [] if is_credit_code(text) else ["check-character"]
    return []


def _long(number):
    """A number of 15 digits with its century, and ? as check character."""
    return number if len(number) == 18 else number[:6] + ("18" if number[12:] > "995" else "19") + number[6:] + "?"


def _citizen_id(number):
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    codes = ["birth-date"] if not is_date(born) else ["birth-date-future"] if born > date.today().isoformat() else []
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    right = "10X98765432"[sum(w * int(c) for w, c in zip(weights, number)) % 11]
    if number[17] not in "?" + right:
        codes.append("lower-case-x" if number[17] == "x" and right == "X" else "check-character")
    return codes


def _numbers(person, found):
    """The number of the identity document, and what it says of birth and sex."""
    kind, number = NUMBERS.get(str(person.get("idDocumentType"))), person.get("idNumber")
    if not kind or not isinstance(number, str) or not number.strip():
        return
    broken = _identifier(kind, number)
    found += [("/payload/idNumber", code) for code in broken]
    if kind == "citizen-id" and not broken:
        number = _long(number)
        if is_date(person.get("birthDate")) and person["birthDate"].replace("-", "") != number[6:14]:
            found.append(("/payload/birthDate", "identity.birth-date"))
        if person.get("sex") in ("1", "2") and (person["sex"] == "1") != (int(number[16]) % 2 == 1):
            found.append(("/payload/sex", "identity.sex"))


def place(person):
    """The division that is responsible for the record (M-7-02)."""
    return person["residenceAddress"]["division"]
