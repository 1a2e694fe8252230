"""Signatures of HTTP messages with SM2 and SM3 (§4.1, §4.2). OpenSSL signs, verifies and reads certificates."""
import base64
import hashlib
import json
import re
import secrets
import subprocess
import tempfile
import time
from pathlib import Path

from problems import Problem

DISTINGUISHING_ID = "distid:1234567812345678"
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_credit_code(text):
    """Whether a text is a unified social credit code (GB 32100)."""
    weighted = sum(CREDIT.find(c) * pow(3, i, 31) for i, c in enumerate(text[:17]))
    return re.fullmatch(f"[{CREDIT}]{{18}}", text) is not None and CREDIT[-weighted % 31] == text[17]


def is_node(text):
    """Whether a text is a node id (§2)."""
    match = re.fullmatch("(?:[0-9]{6}|[0-9]{9}|[0-9]{12}):([^:]*):[a-z][a-z0-9-]{0,31}", text or "")
    return match is not None and is_credit_code(match[1])


def openssl(*arguments, data=b""):
    """What OpenSSL prints, or nothing if it fails."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=data, capture_output=True)
    return done.stdout if done.returncode == 0 else None


# --- Structured fields (RFC 9651) ---
KEY = "[a-z*][a-z0-9_.*-]*"
BARE = r'"(?:[ !#-\[\]-~]|\\["\\])*"|:[A-Za-z0-9+/]*=*:|-?[0-9]+(?:\.[0-9]+)?|\?[01]|[A-Za-z*][A-Za-z0-9!#$%&\'*+.^_`|~:/-]*'
PARAMETERS = f"(?:; *{KEY}(?:=(?:{BARE}))?)*"
ITEM = f"(?:{BARE}){PARAMETERS}"
LIST = rf"\( *(?:{ITEM}(?: +{ITEM})*)? *\)"
MEMBER = re.compile(rf"({KEY})(?:=({LIST}{PARAMETERS}|{ITEM})|{PARAMETERS})[ \t]*(?:,[ \t]*(?!$)|$)")


def dictionary(field):
    """The members of a dictionary, each as text; nothing if the field is malformed or has a name twice."""
    members, at, field = {}, 0, (field or "").strip(" ")
    while at < len(field):
        member = MEMBER.match(field, at)
        if not member or member[1] in members:
            return None
        members[member[1]], at = canonical(member[2] or ""), member.end()
    return members


def canonical(member):
    """A member as RFC 9651 writes it: with one blank between items and none elsewhere."""
    parts = re.findall(r'"(?:[^"\\]|\\.)*"|[^" ]+| +', member)
    text = "".join(" " if p.isspace() else p for p in parts)
    return re.sub("; ", ";", text).replace("( ", "(").replace(" )", ")")


def digests_match(body, field):
    """Whether all digests of known algorithms are those of the body; None if there is none or the field is malformed."""
    given = {n: v for n, v in (dictionary(field) or {}).items() if n in ("sm3", "sha-256")}
    if not given or not all(re.fullmatch(":[A-Za-z0-9+/]*=*:", v) for v in given.values()):
        return None
    return all(v == f":{digest(n, body)}:" for n, v in given.items())


def digest(name, body):
    return base64.b64encode(hashlib.new(name.replace("-", ""), body).digest()).decode()


# --- SM2 signatures of 64 bytes; OpenSSL has them in DER ---
def sign(key, base):
    """The signature value, in Base64."""
    der = openssl("dgst", "-sm3", "-sign", key, "-sigopt", DISTINGUISHING_ID, data=base.encode("latin-1"))
    numbers = der[4:4 + der[3]], der[6 + der[3]:]
    return base64.b64encode(b"".join(n.lstrip(b"\0").rjust(32, b"\0") for n in numbers)).decode()


def verifies(public_key, base, value):
    if len(value) != 64:
        return False
    numbers = [int.from_bytes(n, "big") for n in (value[:32], value[32:])]
    encoded = [n.to_bytes(n.bit_length() // 8 + 1, "big") for n in numbers]
    der = b"".join(bytes([2, len(n)]) + n for n in encoded)
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as signature:
        Path(key.name).write_bytes(public_key)
        Path(signature.name).write_bytes(bytes([48, len(der)]) + der)
        return openssl("dgst", "-sm3", "-verify", key.name, "-signature", signature.name, "-sigopt", DISTINGUISHING_ID,
                       data=base.encode("latin-1")) is not None


# --- Certificates ---
def key_id(node, der):
    return node + "#" + hashlib.new("sm3", der).hexdigest()[:16]


def named(shown):
    """The node that a certificate names, in what OpenSSL shows of it."""
    uris = re.findall(r"URI:([^,\s]+)", shown)
    return uris[0][len("urn:cdx:node:"):] if len(uris) == 1 and uris[0].startswith("urn:cdx:node:") else None


class Identity:
    """A node: the folder has its key, its certificate and the root; the directory has the certificates of the others."""

    def __init__(self, folder, directory):
        self.folder, self.directory = Path(folder), Path(directory)
        self.der = openssl("x509", "-in", self.folder / "certificate.pem", "-outform", "DER")
        self.node = named(openssl("x509", "-noout", "-ext", "subjectAltName", "-in", self.folder / "certificate.pem").decode())
        self.key_id = key_id(self.node, self.der)

    def signature(self, components):
        """The fields signature-input and signature over components, which are names with their values."""
        params = f'({" ".join(n for n, _ in components)});created={int(time.time())};nonce="{secrets.token_urlsafe(18)}"'
        params += f';keyid="{self.key_id}";alg="sm2-sm3";tag="cdx-1"'
        base = "".join(f"{n}: {v}\n" for n, v in components) + '"@signature-params": ' + params
        return {"signature-input": "cdx=" + params, "signature": f"cdx=:{sign(self.folder / 'key.pem', base)}:"}

    def public_key(self, node, wanted):
        """Step 4 of §4.2: the public key of the certificate with this key id."""
        entries = [e for e in json.loads(self.directory.read_bytes())["nodes"] if e["node"] == node]
        der = next((d for e in entries for d in map(base64.b64decode, e["certificates"]) if key_id(node, d) == wanted), None)
        if der is None:
            raise Problem("certificate-untrusted", "the directory has no certificate of this key id", "节点目录中没有该密钥标识的证书")
        pem = openssl("x509", "-inform", "DER", data=der)
        shown = (openssl("x509", "-noout", "-pubkey", "-ext", "subjectAltName,keyUsage", data=pem) or b"").decode()
        path = ["verify", "-CAfile", self.folder / "root.pem", "-x509_strict", "-vfyopt", DISTINGUISHING_ID]
        if "Digital Signature" not in shown or named(shown) != node or openssl(*path, "-no_check_time", data=pem) is None:
            raise Problem("certificate-untrusted")
        if openssl(*path, data=pem) is None:
            raise Problem("certificate-not-valid")
        return shown[shown.index("-----BEGIN"):].encode()

    def verify(self, request):
        """Steps 1 to 6 of §4.2. Returns the key id, the nonce and the time from which it may be forgotten."""
        inputs, values = dictionary(request.field("signature-input")), dictionary(request.field("signature"))
        if any(members is not None and "cdx" not in members for members in (inputs, values)):
            raise Problem("signature-missing")
        match = re.fullmatch(f"({LIST})({PARAMETERS})", (inputs or {}).get("cdx", ""))
        value = re.fullmatch(":([A-Za-z0-9+/]*=*):", (values or {}).get("cdx", ""))
        if not match or not value:
            raise Problem("signature-invalid", "the fields of the signature are malformed", "签名字段格式错误")
        covered, params = re.findall(ITEM, match[1]), dict(re.findall(f";({KEY})(?:=({BARE}))?", match[2]))
        text = {n: v[1:-1] for n, v in params.items() if v.startswith('"')}
        required = ["@method", "@path", "@query", "cdx-sender", "cdx-receiver"]
        if request.body:
            required += ["content-type", "content-digest"]
            required += ["content-encoding"] if request.field("content-encoding") is not None else []
        node, _, print_ = text.get("keyid", "").rpartition("#")
        base = [(c, request.component(c)) for c in covered]
        if ({f'"{n}"' for n in required} - set(covered) or len(set(covered)) < len(covered) or any(v is None for _, v in base)
                or not all(re.fullmatch("[0-9]{1,15}", n) for n in (params.get("created", ""), params.get("expires", "0")))
                or not 22 <= len(text.get("nonce", "")) <= 128 or not is_node(node) or not re.fullmatch("[0-9a-f]{16}", print_)
                or "alg" not in text or text.get("tag") != "cdx-1"):
            raise Problem("signature-invalid", "a component or parameter is missing or wrong", "组件或参数缺失或有误")
        if request.field("cdx-sender") != node:
            raise Problem("sender-mismatch")
        if request.field("cdx-receiver") != self.node:
            raise Problem("receiver-mismatch")
        now, created = time.time(), int(params["created"])
        if abs(now - created) > 300 or int(params.get("expires", now + 1)) <= now:
            raise Problem("clock-skew")
        public_key = self.public_key(node, text["keyid"])
        base = "".join(f"{n}: {v}\n" for n, v in base) + f'"@signature-params": {match[0]}'
        if text["alg"] != "sm2-sm3" or not verifies(public_key, base, base64.b64decode(value[1])):
            raise Problem("signature-invalid", "the signature value does not verify", "签名值验证不通过")
        if request.body or request.field("content-digest") is not None:
            right = digests_match(request.body, request.field("content-digest"))
            if not right:
                raise Problem("signature-invalid" if right is None else "digest-mismatch")
        return text["keyid"], text["nonce"], created + 301
