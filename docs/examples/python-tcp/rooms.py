"""Lists rooms, tells a room something, closes it: over Parley's TCP bridge, with Python's standard library alone."""

import itertools
import json
import os
import socket
import struct
import sys


class Refused(Exception):
    """The server's no: a stable code, and a sentence for people."""

    def __init__(self, frame):
        super().__init__(f"{frame['message']}: {frame.get('detail', '')}")
        self.code = frame["message"]


class Bus:
    """One connection. Every frame is a length of four bytes and a JSON object; each carries the token."""

    def __init__(self, host, port, token):
        self.socket = socket.create_connection((host, port), timeout=10)
        self.headers = {"authorization": "Bearer " + token}
        self.replies = (f"reply-{n}" for n in itertools.count(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def request(self, address, body):
        """Asks, and waits for the answer's body."""
        reply = next(self.replies)
        self.send(type="send", address=address, replyAddress=reply, body=body)
        while True:
            frame = self.receive()
            if frame["type"] == "err" and frame.get("address") in (reply, None):
                raise Refused(frame)
            if frame.get("address") == reply:
                return frame["body"]

    def send(self, **frame):
        data = json.dumps({**frame, "headers": self.headers}).encode()
        self.socket.sendall(struct.pack(">i", len(data)) + data)

    def receive(self):
        (length,) = struct.unpack(">i", self.exactly(4))
        return json.loads(self.exactly(length))

    def exactly(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise ConnectionError("the server closed the connection")
            data += part
        return data


def rooms(bus):
    """Every room, unlisted ones as well, page by page."""
    cursor = ""
    while cursor is not None:
        page = bus.request("rooms.request.list", {"cursor": cursor, "limit": 200})
        yield from page["rooms"]
        cursor = page["cursor"]


def main(command="list", room=None, text=None):
    host, port = os.environ.get("PARLEY_TCP", "127.0.0.1:7000").rsplit(":", 1)
    with Bus(host, int(port), os.environ["PARLEY_TOKEN"]) as bus:
        if command == "list":
            for one in rooms(bus):
                print(one["roomId"], one["peers"], one["visibility"])
        elif command == "broadcast":
            told = bus.request("rooms.request.broadcast", {"roomId": room, "data": {"text": text}})
            print("told", told["peers"])
        elif command == "close":
            bus.request("rooms.request.delete", {"roomId": room})
            print("closed", room)
        else:
            sys.exit("usage: rooms.py list | broadcast ROOM TEXT | close ROOM")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as refused:
        sys.exit(str(refused))
