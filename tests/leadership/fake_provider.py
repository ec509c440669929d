"""An OpenID Connect provider on loopback: real HTTP, real signatures, answers set by a test."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "corner-office", "known to both"


@dataclass
class FakeProvider:
    """`claims` is what it says of whoever signs in; `signs_with` may be a stranger's key."""

    key: rsa.RSAPrivateKey
    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    signs_with: rsa.RSAPrivateKey | str | None = None
    algorithm: str = "RS256"
    issuer: str = ""
    audience: str = CLIENT
    asked_for_token: list[dict[str, list[str]]] = field(default_factory=list)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.issuer or self.url,
            "aud": self.audience,
            "iat": now,
            "exp": now + 300,
            "sub": "somebody",
            **self.claims,
        }
        signed = jwt.encode(
            claims,
            self.key if self.signs_with is None else self.signs_with,
            algorithm=self.algorithm,
            headers={"kid": "one"},
        )
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": signed}

    def told(self) -> dict[str, Any]:
        return {"sub": "somebody", **(self.claims if self.userinfo is None else self.userinfo)}


@contextmanager
def serving() -> Iterator[FakeProvider]:
    provider = FakeProvider(rsa.generate_private_key(public_exponent=65537, key_size=2048))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/.well-known/openid-configuration": provider.configuration,
                "/keys": provider.keys,
                "/userinfo": provider.told,
            }
            self._send(answers[self.path]())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            provider.asked_for_token.append(parse_qs(self.rfile.read(length).decode()))
            self._send(provider.token())

        def _send(self, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Tests say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
