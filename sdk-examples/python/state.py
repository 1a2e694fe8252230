"""What a node keeps: messages and nonces in SQLite, and counts of requests."""
import sqlite3
import threading
import time
from contextlib import contextmanager

from problems import Problem


class Store:
    """Messages and nonces, in SQLite."""

    def __init__(self, file):
        self.file = file
        with self.transaction() as work:
            work.execute("create table if not exists nonce (key text, nonce text, until real, primary key (key, nonce))")
            work.execute("create table if not exists message (sender text, id text, body blob, receipt blob, primary key (sender, id))")

    @contextmanager
    def transaction(self):
        """Transactions run one after another, so that a message that arrives twice at once is stored once."""
        connection = sqlite3.connect(self.file, timeout=60, isolation_level=None)
        try:
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")
        finally:
            connection.close()

    def claim(self, key, nonce, until):
        """Step 8 of §4.2."""
        with self.transaction() as work:
            work.execute("delete from nonce where until < ?", (time.time(),))
            if not work.execute("insert or ignore into nonce values (?, ?, ?)", (key, nonce, until)).rowcount:
                raise Problem("replayed")

    def receipt(self, sender, message_id):
        with self.transaction() as work:
            row = work.execute("select receipt from message where sender = ? and id = ?", (sender, message_id)).fetchone()
        return row and row[0]


class Limits:
    """Step 7 of §4.2: how many requests of a node run at once and begin in a second."""

    def __init__(self, at_once, per_second):
        self.at_once, self.per_second = at_once, per_second
        self.lock, self.running, self.second, self.begun = threading.Lock(), {}, 0, {}

    @contextmanager
    def of(self, sender):
        with self.lock:
            self.running[sender] = self.running.get(sender, 0) + 1
        try:
            yield
        finally:
            with self.lock:
                self.running[sender] -= 1

    def check(self, sender):
        with self.lock:
            if self.second != int(time.time()):
                self.second, self.begun = int(time.time()), {}
            self.begun[sender] = self.begun.get(sender, 0) + 1
            if self.running[sender] > self.at_once or self.begun[sender] > self.per_second:
                raise Problem("rate-limited", retryAfter=1)
