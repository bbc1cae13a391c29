"""Fields that are encrypted at rest (AES-256-GCM) and found again by a keyed hash (HMAC-SHA-256)."""

import base64
import hmac
import os
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


@cache
def _key(purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, purpose.encode()).derive(bytes.fromhex(settings.FIELD_KEY))


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key("field"))


def seal(text: str) -> str:
    """Encrypt; a fresh 96-bit nonce each time, so equal values look different."""
    nonce = os.urandom(12)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode()


def unseal(token: str) -> str:
    """Decrypt; raises cryptography.exceptions.InvalidTag if the stored value was changed or the key is wrong."""
    raw = base64.b64decode(token)
    return _cipher().decrypt(raw[:12], raw[12:], None).decode()


def seal_bytes(data: bytes, *, about: str) -> bytes:
    """Encrypt a file; it opens only as what it is `about`."""
    nonce = os.urandom(12)
    return nonce + AESGCM(_key("file")).encrypt(nonce, data, about.encode())


def unseal_bytes(sealed: bytes, *, about: str) -> bytes:
    """Decrypt; raises cryptography.exceptions.InvalidTag for a changed file, another key or another matter."""
    return AESGCM(_key("file")).decrypt(sealed[:12], sealed[12:], about.encode())


def fingerprint(text: str) -> str:
    """Keyed hash for equality search and UNIQUE constraints; 64 hex characters, empty for empty text."""
    return hmac.digest(_key("index"), text.encode(), "sha256").hex() if text else ""


class EncryptedField(models.TextField):
    """Text that leaves the program only encrypted. Reading gives the plain text; show it masked."""

    def get_prep_value(self, value):
        return seal(value) if value else ""

    def from_db_value(self, value, expression, connection):
        return unseal(value) if value else ""
