#!/usr/bin/env python3
"""Validates files by libteikit, which ctypes loads.

usage: check.py SCHEMA FILE...
"""
import ctypes
import sys


class Finding(ctypes.Structure):
    _fields_ = [
        ("severity", ctypes.c_int),
        ("code", ctypes.c_char_p),
        ("file", ctypes.c_char_p),
        ("line", ctypes.c_size_t),
        ("column", ctypes.c_size_t),
        ("message", ctypes.c_char_p),
        ("hint", ctypes.c_char_p),
        ("xpath", ctypes.c_char_p),
    ]


library = ctypes.CDLL("libteikit.so.0")
library.teikit_new.restype = ctypes.c_void_p
library.teikit_next_finding.restype = ctypes.POINTER(Finding)
for name, parameters in {
    "free": [ctypes.c_void_p],
    "use_schema": [ctypes.c_void_p, ctypes.c_char_p],
    "validate": [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p],
    "next_finding": [ctypes.c_void_p],
}.items():
    getattr(library, "teikit_" + name).argtypes = parameters


class Teikit:
    """A context.  One thread at a time may use it."""

    def __init__(self):
        self.context = library.teikit_new()
        if not self.context:
            raise MemoryError

    def __enter__(self):
        return self

    def __exit__(self, *_):
        library.teikit_free(self.context)

    def use_schema(self, name):
        return library.teikit_use_schema(self.context, name.encode())

    def validate(self, document, name):
        return library.teikit_validate(self.context, document, len(document), name.encode())

    def findings(self):
        while finding := library.teikit_next_finding(self.context):
            yield finding.contents


def main(schema, *files):
    worst = 0
    with Teikit() as teikit:
        calls = [lambda: teikit.use_schema(schema)]
        for name in files:
            with open(name, "rb") as file:
                calls.append(lambda document=file.read(), name=name: teikit.validate(document, name))
        for call in calls:
            worst = max(worst, call())
            for finding in teikit.findings():
                print(
                    f"{(finding.file or b'check').decode()}:{finding.line}:{finding.column}: "
                    f"{['note', 'warning', 'error'][finding.severity]}: "
                    f"{finding.message.decode()} [{finding.code.decode()}]"
                )
    return worst


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
