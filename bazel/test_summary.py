"""Reads Bazel's build event file and prints "N passed, M failed" as the last line.

A test whose target did not build has no summary of its own; it counts as failed.
Exit code 1 when anything failed or no test ran.
"""

import json
import sys


def main():
    if len(sys.argv) != 2:
        print("usage: test_summary.py EVENTS.json", file=sys.stderr)
        return 2
    passed, failed, tests, broken = [], [], set(), set()
    with open(sys.argv[1], encoding="utf-8") as events:
        for line in events:
            event = json.loads(line)
            identity = event.get("id", {})
            if "testSummary" in event:
                label = identity["testSummary"]["label"]
                tests.add(label)
                good = event["testSummary"].get("overallStatus") in ("PASSED", "FLAKY")
                (passed if good else failed).append(label)
            elif "targetCompleted" in identity and not event.get("completed", {}).get("success", False):
                broken.add(identity["targetCompleted"]["label"])
    failed += sorted(broken - tests)
    for label in sorted(failed):
        print("FAILED: " + label)
    print("%d passed, %d failed" % (len(passed), len(failed)))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
