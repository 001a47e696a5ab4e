"""Signs, seals and verifies with dkimpy: one job a line on stdin (JSON), one answer a line on stdout. Octets are latin-1 strings.

{"do": "sign", "message", "key", "algorithm", "selector", "c": [header, body], "h": [name, ...], "l": bool}  -> {"message"}
{"do": "seal", "message", "key", "selector", "h", "sets"}  -> {"message"}
{"do": "verify", "message", "keys": {name: text}}  -> {"dkim": [true | why, ...], "arc": "pass" | "fail" | "none" | null, "why"}
"""

import json
import logging
import sys
import time

import dkim

logging.disable(logging.CRITICAL)
time.time = lambda: 1_700_000_000  # the same signatures every time
DOMAIN = b"example.com"
SERVER = b"lists.example.org"


def octets(text):
    return text.encode("latin-1")


def text(value):
    return value.decode("latin-1")


def sign(job):
    message = octets(job["message"])
    signer = dkim.DKIM(message, signature_algorithm=octets(job["algorithm"]))
    field = signer.sign(
        octets(job["selector"]),
        DOMAIN,
        octets(job["key"]),
        canonicalize=[octets(one) for one in job["c"]],
        include_headers=[octets(one) for one in job["h"]],
        length=job["l"],
    )
    return {"message": text(field + message)}


def seal(job):
    message = octets(job["message"])
    for instance in range(1, job["sets"] + 1):
        chain = b"arc=pass; " if instance > 1 else b""
        message = b"Authentication-Results: " + SERVER + b"; " + chain + b"spf=pass smtp.mailfrom=a@example.com\r\n" + message
        sealer = dkim.ARC(message)
        fields = sealer.sign(
            octets(job["selector"]), DOMAIN, octets(job["key"]), SERVER, include_headers=[octets(one) for one in job["h"]]
        )
        message = b"".join(fields) + message
    return {"message": text(message)}


def verify(job):
    keys = job["keys"]

    def answer(name, timeout=5):
        found = keys.get(text(name).rstrip(".").lower())
        return octets(found) if found is not None else None

    message = octets(job["message"])
    return {"dkim": signatures(message, answer), **chain(message, answer)}


def signatures(message, answer):
    try:
        verifier = dkim.DKIM(message)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
    count = sum(1 for name, _ in verifier.headers if name.lower() == b"dkim-signature")
    found = []
    for nth in range(count):
        try:
            found.append(True if dkim.DKIM(message).verify(idx=nth, dnsfunc=answer) else "does not fit")
        except Exception as error:
            found.append("%s: %s" % (type(error).__name__, error))
    return found


def chain(message, answer):
    try:
        result, _sets, why = dkim.ARC(message).verify(dnsfunc=answer)
        return {"arc": None if result is None else text(result), "why": why}
    except Exception as error:
        return {"arc": "fail", "why": "%s: %s" % (type(error).__name__, error)}


def run(job):
    try:
        return {"sign": sign, "seal": seal, "verify": verify}[job["do"]](job)
    except Exception as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))))
