"""Strict JSON (M-3-02), within the limits of §12. Numbers become Decimal, so that no digit is lost."""
import json
from decimal import Decimal

from problems import Problem


def read(body):
    """The object in a body."""
    try:
        value = json.loads(body.decode(), parse_float=_number, parse_int=_number, parse_constant=_refused, object_pairs_hook=_members)
        _check(value, 1)
        if not isinstance(value, dict):
            raise ValueError("no object")
        return value
    except (ValueError, RecursionError):
        raise Problem("malformed-message", "the body is not a strict JSON object", "报文体不是合格的 JSON 对象") from None


def _number(text):
    return Decimal(text) if len(text) <= 100 else _refused(text)


def _refused(text):
    raise ValueError(text)


def _members(pairs):
    members = dict(pairs)
    return members if len(members) == len(pairs) else _refused("a name stands twice")


def _check(value, depth):
    if isinstance(value, str):
        value.encode()  # refuses a surrogate that stands alone
        if "\0" in value:
            _refused("U+0000")
    elif isinstance(value, (dict, list)):
        if depth > 64:
            _refused("more than 64 levels")
        for name in value if isinstance(value, dict) else ():
            _check(name, depth)
            if len(name) > 200:
                _refused("a name of more than 200 characters")
        for one in value.values() if isinstance(value, dict) else value:
            _check(one, depth + 1)
