"""What schemathesis cannot know of this API: which refusals its document cannot foresee, and what holds for every answer."""

import json
import os
import re
import zlib

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import RejectedPositiveData, UnsupportedMethodResponse

CREDENTIALS = {"aws_access_key_id", "aws_secret_access_key", "aws_session_token"}
NAMING = {"instance_id", "instanceid", "id", "target", "tags", "tag"}
PRINTABLE = re.compile(r"[\x20-\x7e]{1,64}")
OPEN = {"/", "/health"}
STRANGER = os.environ.get("FUZZ_STRANGER") == "1"


def members(container):
    return dict(container) if hasattr(container, "items") else {}


def given(case):
    """The names of a request's parameters; those of the path and of the headers too."""
    names = {**members(case.path_parameters), **members(case.query), **members(case.headers), **members(case.body)}
    return {name.lower() for name in names}


def problem(response):
    try:
        document = json.loads(response.content)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def faulty(document):
    return {error.get("parameter") for error in document.get("errors", [])}


def unforeseen(names, document, path):
    """
    Is a refusal of a request that fits the document one that the document should have told of? It cannot tell which cursors
    were given out, how long a duration is, and what goes together across the places of a request.
    """
    match document.get("code"):
        case "invalid_cursor":
            return "next_token" not in names
        case "caller_credentials_not_for_jobs":
            return not names & CREDENTIALS
        case "instance_required":
            # The default instance is the deployment's: in production it has none here, and others' credentials have none.
            return bool(names & NAMING)
        case "conflicting_parameters" | "invalid_parameter":
            return not (faulty(document) <= debatable(names, path) and (faulty(document) or selected_twice(names)))
        case _:
            return True


def selected_twice(names):
    """
    In a query the document cannot forbid to name instances and tags. In a body it does, but schemathesis puts instances that
    are there also into bodies that have tags.
    """
    return "instance_id" in names and bool(names & {"tag", "tags"})


def debatable(names, path):
    """The parameters whose values the document leaves open."""
    found = CREDENTIALS | {"stop_after"}
    if names & CREDENTIALS and not names & NAMING:
        # With credentials of their own callers must name an instance, which is told beside what is wrong with the credentials.
        found = found | {"instance_id"}
    if path == "/jobs":
        # The list of the other routes: here it holds one id.
        found = found | {"instance_id"}
    if path.startswith("/schedules/"):
        # At least one action; and what a cron expression, a zone or a date means is no matter of JSON Schema.
        found = found | {"start", "stop", "reboot", "time_zone", "except", "until"}
    if "idempotency-key" in names:
        # It may stand in the body, too, with another value, and `/ec2` looks at the header for some actions only.
        found = found | {"idempotency_key"}
    if "tag" in names:
        found = found | {"tags"}
    if "next_token" in names:
        # Which cursors were given out is told beside what else is wrong.
        found = found | {"next_token"}
    if "region_name" in names:
        # Schemathesis takes the name that an instance has for a region's; one without a name has null.
        found = found | {"region"}
    return found


def only_a_blank_is_wrong(case):
    """A blank or tab at the end of a header's value is not part of the value (RFC 9110, 5.5), so that nobody sees it."""
    negative = {str(location.value) for location, part in case.meta.components.items() if part.mode.is_negative}
    key = str(members(case.headers).get("idempotency-key", ""))
    return negative == {"header"} and key != key.strip(" \t") and PRINTABLE.fullmatch(key.strip(" \t")) is not None


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops what is no fault; every other refusal of a request that fits the document fails the test."""
    if isinstance(failure, AcceptedNegativeData):
        return not only_a_blank_is_wrong(case)
    if isinstance(failure, UnsupportedMethodResponse):
        # GET of /health and / alone is for everybody: a path's other methods ask for a caller before they are refused.
        return not (STRANGER and case.path in OPEN and response.status_code == 401)
    if not isinstance(failure, RejectedPositiveData):
        return True
    return unforeseen(given(case), problem(response), case.path)


@schemathesis.hook
def before_call(context, case, kwargs):
    """
    Leaves out of most fitting requests what gets nearly all of them refused, and makes their idempotency keys differ: else
    few would reach EC2. The coverage phase, which tries the bounds of each parameter, is left as it is.
    """
    meta = case.meta
    if meta is None or not meta.generation.mode.is_positive or meta.phase.name.value == "coverage":
        return
    containers = [c for c in (case.query, case.headers, case.body) if hasattr(c, "pop")]
    text = json.dumps([case.path, *map(members, containers)], sort_keys=True, default=str)
    number = zlib.crc32(text.encode())
    for container in containers:
        if number % 8 != 0:
            for name in ("next_token", *CREDENTIALS):
                container.pop(name, None)
        for name in list(container):
            if name.lower() in ("idempotency-key", "idempotency_key") and number % 4 != 0:
                container[name] = f"key-{number}"


@schemathesis.check
def every_answer(ctx, response, case):
    """What holds for every answer, also to methods and paths that the document does not have."""
    for name, value in (("x-request-id", None), ("cache-control", "no-store"), ("x-content-type-options", "nosniff")):
        sent = response.headers.get(name)
        assert sent, f"the answer has no {name}"
        assert value is None or sent == [value], f"{name} is {sent}"
    if response.status_code < 400:
        return
    assert response.headers.get("content-type") == ["application/problem+json"], "the problem has another content type"
    if response.request.method == "HEAD":
        return
    document = problem(response)
    assert document.get("type") == f"urn:ec2-control:problem:{document.get('code')}", "the problem has another type"
    assert document.get("status") == response.status_code, "the problem tells another status"
    assert [document.get("request_id")] == response.headers["x-request-id"], "the problem tells another request id"


@schemathesis.check
def strangers_get_nothing(ctx, response, case):
    """Without a key nothing is answered but /health, the index, and the methods of a path."""
    if STRANGER and case.path not in OPEN and response.request.method != "OPTIONS":
        assert response.status_code == 401, f"a stranger gets {response.status_code}"
