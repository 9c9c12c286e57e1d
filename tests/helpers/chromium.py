"""A real browser looks at a page: what it complains of, and what it measures."""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


class Browser:
    """Speaks the DevTools protocol over two pipes; every message ends with a zero byte."""

    def __init__(self, say, hear):
        self._say = say
        self._hear = hear
        self._last = 0
        self._session = None
        self.complaints = []

    def call(self, method, **params):
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._say.write(json.dumps(message).encode() + b"\0")
        self._say.flush()
        while True:
            heard = self._next()
            if heard.get("id") == self._last:
                assert "error" not in heard, heard
                return heard["result"]

    def wait_for(self, event):
        while self._next().get("method") != event:
            pass

    def _next(self):
        parts = []
        while (byte := self._hear.read(1)) != b"\0":
            assert byte, "the browser has gone"
            parts.append(byte)
        heard = json.loads(b"".join(parts))
        if heard.get("method") in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            self.complaints.append(heard["params"])
        return heard

    def open(self, address, width=1200, *, dark=False):
        """Load a page in a window of ``width`` CSS pixels and wait until it is there."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")

    def value(self, expression):
        """Return the JSON value of a JavaScript expression (a promise is waited for)."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def close_page(self):
        self._session = None


@contextmanager
def chromium(folder):
    """Start a browser with its profile in ``folder``; skip the test where there is none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("not installed here: chromium")
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    command = [
        *("bash", "-c", 'exec "$@" 3<&"$IN" 4>&"$OUT"', "-", program),
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"),
        f"--user-data-dir={folder}",
    ]
    environment = {**os.environ, "IN": str(to_read), "OUT": str(from_write)}
    process = subprocess.Popen(
        command,
        pass_fds=(to_read, from_write),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(from_write)
    try:
        with os.fdopen(to_write, "wb") as say, os.fdopen(from_read, "rb") as hear:
            yield Browser(say, hear)
    finally:
        process.kill()
        process.wait()
