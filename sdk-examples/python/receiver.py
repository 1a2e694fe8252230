#!/usr/bin/env python3
"""A node that receives population.person, with the standard library of Python and OpenSSL 3: receiver.py PORT FOLDER CITY STORE"""
import base64
import hashlib
import json
import re
import select
import sys
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote_to_bytes

import person
import strict_json
from cdx import Identity, dictionary, digest, is_node
from problems import Problem
from state import Limits, Store

LIMITS = {"bodySize": 262144, "requestsAtOnce": 32, "requestsPerSecond": 200, "remembersDays": 36500}
UUID7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TIME = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?"
                  "([Zz]|[+-](0[0-9]|1[0-7]):[0-5][0-9]|[+-]18:00)")


def matches(pattern):
    return lambda text: re.fullmatch(pattern, text) is not None


def is_time(text):
    match = TIME.fullmatch(text)
    return match is not None and person.is_date(match[1])


ENVELOPE = {"standard": matches(r"[0-9]{1,4}\.[0-9]{1,4}"), "messageId": matches(UUID7),
            "type": matches(r"(?=.{1,100}$)[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*/[1-9][0-9]{0,3}"), "operation": matches("upsert|delete|event"),
            "sender": is_node, "receiver": is_node, "sentAt": is_time, "correlationId": matches(UUID7), "replaces": matches(UUID7),
            "resource": matches("(?=.{1,64}$)[1-3][0-9]{5,}/[0-9]+")}
OPTIONAL = ("correlationId", "replaces", "resource")


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z").replace(".000Z", "Z")


class Request(BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm, timeout = "HTTP/1.1", True, 60
    rbufsize = 0  # so that a body is read from the connection, with a deadline

    def log_message(self, *_):
        pass

    def send_error(self, code, *_):
        """What is no HTTP gets a status and nothing else (M-4-19)."""
        self.close_connection = True
        self.reply(code, {}, b"")

    def field(self, name):
        values = self.headers.get_all(name)
        return None if values is None else ", ".join(v.strip() for v in values)

    def component(self, text):
        """The value of a component of this request; nothing if it has none."""
        name, _, more = text[1:].partition('"')
        derived = {"@method": self.command, "@path": self.path, "@query": "?" + self.query,
                   "@authority": (self.field("host") or "").lower()}
        return None if more else derived.get(name) if name.startswith("@") else self.field(name)

    def handle_any(self):
        self.path, _, self.query = self.path.partition("?")
        self.body, self.verified, self.signed, allow = b"", False, True, None
        self.sender = self.field("cdx-sender") if is_node(self.field("cdx-sender")) else "unknown"
        try:
            with limits.of(self.sender):
                self.read_body()
                description = self.path == "/cdx/v1/node" and self.command in ("GET", "HEAD")
                self.signed = not description or self.field("signature-input") is not None
                if self.signed:
                    self.verify()
                status, body = self.route()
                kind = "application/json"
        except Problem as problem:
            status, kind, body, allow = problem.status, "application/problem+json", problem.body, problem.allow
        body = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.answer(status, kind, body, {"allow": allow} if allow else {"retry-after": "1"} if status == 429 else {})

    def read_body(self):
        length = self.field("content-length") or "0"
        self.close_connection = True  # if the body is not read
        if self.field("transfer-encoding") is not None or not re.fullmatch("[0-9]{1,18}", length):
            raise Problem("malformed-message", "a body has content-length", "报文体须有 content-length")
        if int(length) > LIMITS["bodySize"]:
            raise Problem("body-too-large")
        begun = time.monotonic()
        while len(self.body) < int(length):
            passed = time.monotonic() - begun
            if passed > 60 or passed > 5 and len(self.body) < 4096 * (passed - 5):
                raise Problem("request-timeout")
            if select.select([self.connection], [], [], 1)[0]:
                part = self.connection.recv(int(length) - len(self.body))
                if not part:
                    raise ConnectionError("the body ends early")
                self.body += part
        self.close_connection = (self.field("connection") or "").lower() == "close"

    def verify(self):
        key, nonce, until = identity.verify(self)
        try:
            limits.check(self.sender)
        except Problem:
            self.verified = True
            raise
        store.claim(key, nonce, until)
        self.verified = True

    def answer(self, status, kind, body, more):
        fields = {"cdx-request": "verified" if self.verified else "unverified", "cdx-sender": identity.node, "cdx-receiver": self.sender}
        if self.command != "HEAD":
            fields |= {"content-type": kind, "content-digest": f"sm3=:{digest('sm3', body)}:"}
        if self.signed:
            components = [('"@status"', status)] + [(f'"{n}"', v) for n, v in fields.items()]
            components += [('"@method";req', self.command), ('"@path";req', self.path)]
            members = {n: (dictionary(self.field(n)) or {}).get("cdx") for n in ("signature-input", "signature")}
            components += [(f'"{n}";req;key="cdx"', v) for n, v in members.items() if v]
            if self.field("content-digest") is not None:
                components.append(('"content-digest";req', self.field("content-digest")))
            fields |= identity.signature(components)
        else:
            fields = {"content-type": kind}
        self.reply(status, fields | more, body)

    def reply(self, status, fields, body):
        self.send_response_only(status)
        for name, value in (fields | {"content-length": len(body)} | ({"connection": "close"} if self.close_connection else {})).items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def route(self):
        try:
            path = [unquote_to_bytes(segment).decode() for segment in self.path.split("/")]
        except UnicodeDecodeError:
            raise Problem("not-found") from None
        methods, work = ("POST", self.message) if path == ["", "cdx", "v1", "messages"] \
            else ("GET, HEAD", self.node) if path == ["", "cdx", "v1", "node"] \
            else ("GET, HEAD", lambda: self.receipt(path[4])) if path[:4] + path[5:] == ["", "cdx", "v1", "messages", "receipt"] \
            else (None, None)
        if not methods:
            raise Problem("not-found")
        if self.command not in methods.split(", "):
            raise Problem("method-not-allowed", allow=methods)
        return 200, work()

    def node(self):
        return {"node": identity.node, "standards": ["1.0"], "profile": "general", "digests": ["sha-256", "sm3"],
                "types": ["population.person/1"], "certificates": [base64.b64encode(identity.der).decode()],
                "limits": LIMITS, "time": now()}

    def receipt(self, message_id):
        receipt = store.receipt(self.sender, message_id)
        if not receipt:
            raise Problem("not-found", **({"messageId": message_id} if ENVELOPE["messageId"](message_id) else {}))
        return receipt

    def message(self):
        """§4.3, in the order of M-4.3-08."""
        kind, *params = [p.strip() for p in (self.field("content-type") or "").split(";")]
        charsets = [p.lower() for p in params if p.lower().startswith("charset=")]
        if kind.lower() != "application/json" or charsets not in ([], ["charset=utf-8"]) or self.field("content-encoding") is not None:
            raise Problem("malformed-message", "a message is application/json without content-encoding",
                          "报文为 application/json，没有 content-encoding")
        message = strict_json.read(self.body)
        try:
            self.check_envelope(message)
            return self.accept(message)
        except Problem as problem:
            if isinstance(message.get("messageId"), str) and ENVELOPE["messageId"](message["messageId"]):
                problem.body["messageId"] = message["messageId"]
            raise

    def check_envelope(self, message):
        for name, good in ENVELOPE.items():
            value = message.get(name)
            if (value is not None or name not in OPTIONAL) and not (isinstance(value, str) and good(value)):
                raise Problem("malformed-message", f"/{name} is missing or malformed", f"/{name} 缺失或格式不符")
            if name == "standard" and int(value.split(".")[0]) != 1:
                raise Problem("unsupported-version")
        if not isinstance(message.get("payload"), dict):
            raise Problem("malformed-message", "/payload is missing or malformed", "/payload 缺失或格式不符")
        if message["sender"] != self.sender:
            raise Problem("sender-mismatch")
        if message["receiver"] != identity.node:
            raise Problem("receiver-mismatch")

    def accept(self, message):
        with store.transaction() as work:
            known = (self.sender, message["messageId"])
            row = work.execute("select body, receipt from message where sender = ? and id = ?", known).fetchone()
            if row and row[0] != self.body:
                raise Problem("message-conflict")
            if row:
                return row[1]
            self.check_payload(message)
            receipt = {n: message[n] for n in ("messageId", "type", "operation", "sender", "receiver")}
            receipt = json.dumps(receipt | {"bodyDigest": hashlib.sha256(self.body).hexdigest(), "acceptedAt": now()}).encode()
            work.execute("insert into message values (?, ?, ?, ?)", (*known, self.body, receipt))
            return receipt

    def check_payload(self, message):
        if message["type"] != "population.person/1":
            raise Problem("unknown-type")
        found = [("/operation", "operation.type")] if message["operation"] == "event" else None
        if not found and "$encrypted" in message["payload"]:
            raise Problem("unavailable", "this node decrypts no payloads", "本节点不能解密业务数据")
        found = found or person.violations(message["payload"])
        if found:
            raise Problem("validation-failed", violations=[
                {"pointer": pointer, "code": code, "standard": "CDX 1.0", "message": "breaks " + code, "messageZh": "违反 " + code}
                for pointer, code in found])
        if not significant(person.place(message["payload"])).startswith(significant(self.sender.split(":")[0])):
            raise Problem("outside-jurisdiction")


def significant(division):
    """A division code without the levels at its end that are all zero (M-7-08)."""
    for size in (9, 6, 4, 2):
        if len(division) > size and not division[size:].strip("0"):
            division = division[:size]
    return division


for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"):
    setattr(Request, "do_" + method, Request.handle_any)


class Node(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, *where):
        """A client may end the connection at any time."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*where)


if __name__ == "__main__":
    port, folder, city, file = sys.argv[1:]
    identity, store = Identity(folder, Path(city, "nodes.json")), Store(file)
    limits = Limits(LIMITS["requestsAtOnce"], LIMITS["requestsPerSecond"])
    server = Node(("127.0.0.1", int(port)), Request)
    print(f"http://127.0.0.1:{server.server_port}/cdx/v1", flush=True)
    server.serve_forever()
