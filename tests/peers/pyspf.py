"""Runs pyspf over cases from stdin (JSON), with the DNS of each case instead of the network; answers on stdout (JSON).

A case: {"zone": {"name TYPE": [record, ...] | "fail"}, "ip": ..., "sender": ..., "helo": ..., "receiver": ..., "now": ...}
A record is as pyspf wants it: an address, [preference, name], a name, or a list of strings. No entry: no records.
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")
import spf  # noqa: E402

zone = {}


def lookup(name, qtype, *_args, **_options):
    found = zone.get("%s %s" % (name.rstrip(".").lower(), qtype), [])
    if found == "fail":
        raise spf.TempError("DNS failure")
    return [((name, qtype), value(qtype, record)) for record in found]


def value(qtype, record):
    if qtype == "TXT":
        return [string.encode("latin-1") for string in record]
    return tuple(record) if qtype == "MX" else record


def check(case):
    global zone
    zone = case["zone"]
    try:
        query = spf.query(i=case["ip"], s=case["sender"], h=case["helo"], receiver=case["receiver"])
        query.t = str(case["now"])
        query.set_default_explanation("")
        result, _code, explanation = query.check()
        fail = result == "fail"
        return {"result": result, "explanation": explanation if fail else "", "why": "" if fail else explanation}
    except Exception as error:  # pyspf itself broke: shown as such
        return {"result": "crash", "explanation": "", "why": repr(error)}


spf.DNSLookup = lookup
json.dump([check(case) for case in json.load(sys.stdin)], sys.stdout)
