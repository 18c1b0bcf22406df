"""The door: what may be asked, by whom, how much of it, and what every answer carries."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from callbacks.guard import BODY_BYTES, CALLBACK
from data_access import settings
from tests.borough import build, records

HERE = "http://localhost"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    store = tmp_path_factory.mktemp("store")
    build(store, records(3, month="2023-01", gender="male"))
    app = create_app(settings.read({"LION_STORE": str(store)}))
    app.server.config["PROPAGATE_EXCEPTIONS"] = False
    return app.server.test_client()


def question(search: object, path: object = "/explore") -> dict[str, object]:
    """The body that the page's own client sends to be told about its address."""
    return {
        "output": "answer.data",
        "outputs": {"id": "answer", "property": "data"},
        "inputs": [{"id": "url", "property": "pathname", "value": path}, {"id": "url", "property": "search", "value": search}],
        "changedPropIds": ["url.search"],
    }


def asked(client: FlaskClient, body: object, **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(CALLBACK, data=json.dumps(body), content_type="application/json", headers=named)


def test_a_page_s_own_question_is_answered(client: FlaskClient) -> None:
    answer = asked(client, question("?shoe=9"), Sec_Fetch_Site="same-origin", Origin=HERE)
    assert answer.status_code == 200
    assert "“shoe” is not something Lion can filter by" in json.dumps(answer.get_json(), ensure_ascii=False)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "nonsense"])
def test_another_site_s_question_is_refused(site: str, client: FlaskClient) -> None:
    assert asked(client, question(""), Sec_Fetch_Site=site).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://localhost.elsewhere.example", "http://localhost:81"]
)
def test_a_foreign_origin_is_refused_even_by_a_browser_too_old_to_say_more(origin: str, client: FlaskClient) -> None:
    assert asked(client, question(""), Origin=origin).status_code == 403


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: FlaskClient) -> None:
    assert asked(client, question("?" + "a" * BODY_BYTES)).status_code == 413
    assert asked(client, question("?" + "a" * (BODY_BYTES // 2))).status_code == 200


def test_a_body_that_hides_its_length_is_refused(client: FlaskClient) -> None:
    from io import BytesIO

    stream = BytesIO(json.dumps(question("a" * 2 * BODY_BYTES)).encode())
    answer = client.post(
        CALLBACK, input_stream=stream, content_type="application/json", environ_overrides={"wsgi.input_terminated": True}
    )
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_a_question(kind: str, client: FlaskClient) -> None:
    assert client.post(CALLBACK, data=json.dumps(question("")), content_type=kind).status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        *["", "{", "[]", "3", "null", "[" * 3000, '{"output": 4}'],
        '{"output": "a.b", "inputs": {}}',
        '{"output": "a.b", "state": 7}',
        '{"output": "answer.data", "inputs": [3]}',
        '{"output": "answer.data", "inputs": [{"id": "url"}]}',
        '{"output": "answer.data", "outputs": "x", "inputs": []}',
        '{"output": "answer.data", "inputs": [], "changedPropIds": [7]}',
        '{"output": "answer.data", "inputs": []}',
        '{"output": "answer.data", "half a pair": "\\ud800"}',
    ],
)
def test_a_malformed_question_is_refused(body: str, client: FlaskClient) -> None:
    assert client.post(CALLBACK, data=body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "value", [None, 7, 1.5, True, [], {}, ["?age=10-17"], {"search": "?"}, "?" + "%00" * 50, "?since=9999-99"]
)
def test_forged_values_of_any_type_are_answered_calmly(value: object, client: FlaskClient) -> None:
    for body in (question(value), question("?age=10-17", value)):
        assert asked(client, body).status_code == 200


def test_a_callback_that_does_not_exist_is_answered_without_a_traceback(client: FlaskClient) -> None:
    answer = asked(client, {**question(""), "output": "nobody.children"})
    assert answer.status_code == 400
    assert answer.text == "Nothing answers that.\n"


@pytest.mark.parametrize("address", ["/", "/explore", "/data/counts.csv", "/assets/shell.js", "/_dash-layout"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent_anywhere_else(method: str, address: str, client: FlaskClient) -> None:
    assert client.open(address, method=method, data="x").status_code == 405


@pytest.mark.parametrize(
    "address", ["/", "/nowhere", "/assets/shell.js", "/assets/nothing.css", "/_dash-layout", "/data/counts.nothing"]
)
def test_every_answer_is_sealed(address: str, client: FlaskClient) -> None:
    told = client.get(address).headers
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in told["Permissions-Policy"]
    assert "frame-ancestors 'none'" in told["Content-Security-Policy"]
    assert "default-src 'none'" in told["Content-Security-Policy"]


def test_the_policy_lets_in_no_outside_host_and_no_unsafe_script(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src "))
    assert re.fullmatch(r"script-src 'self'( 'sha256-[A-Za-z0-9+/=]+')*", scripts)
    assert "http" not in policy
    assert "*" not in policy


def test_every_inline_script_of_the_page_is_known_to_the_policy(client: FlaskClient) -> None:
    page = client.get("/")
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", page.text, re.S)
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.headers["Content-Security-Policy"]


def test_the_page_asks_nothing_of_any_other_host(client: FlaskClient) -> None:
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']+""", client.get("/").text) == []


def test_the_page_says_its_language_and_its_name_before_any_script_runs(client: FlaskClient) -> None:
    page = client.get("/explore").text
    assert '<html lang="en-GB">' in page
    assert "Lion" in page.partition("<script")[0]
    assert page.index("theme.js") < page.index(".css"), "the theme is set before anything is painted"
    assert ">Stop and search</a>" in page


def test_an_address_that_is_no_page_says_so_to_machines_too(client: FlaskClient) -> None:
    assert client.get("/explore").status_code == 200
    assert client.get("/explore/?age=10-17").status_code == 200
    assert client.get("/tiles/12/2046/1362.png").status_code == 404
    assert client.get("/nowhere").status_code == 404


def test_a_missing_file_is_a_calm_page_with_a_way_on(client: FlaskClient) -> None:
    answer = client.get("/assets/nothing.css")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert 'href="/explore"' in answer.text


@pytest.mark.parametrize("bundle", ["nobody/x.js", "dash/nothing.js", "dash/deps/%2e%2e%2f%2e%2e%2fversion.py"])
def test_a_bundle_that_does_not_exist_is_a_calm_page_too(bundle: str, client: FlaskClient) -> None:
    answer = client.get(f"/_dash-component-suites/{bundle}")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


@pytest.mark.parametrize("name", [file.name for file in Path("assets").glob("*.js")])
def test_a_file_with_its_fingerprint_is_kept_for_a_year_and_one_without_is_asked_for_again(
    name: str, client: FlaskClient
) -> None:
    assert "max-age=31536000" in client.get(f"/assets/{name}?m=1").headers["Cache-Control"]
    assert client.get(f"/assets/{name}").headers["Cache-Control"] == "no-cache"


def test_pages_are_always_asked_for_again(client: FlaskClient) -> None:
    assert client.get("/explore").headers["Cache-Control"] == "no-cache"
