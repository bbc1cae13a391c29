"""Sealed ballots: two locks, each of one teller, so that nobody opens a ballot alone and nobody knows whose it was.

A lock is an X25519 key made from a code of 120 random bits that only the teller has. `seal` locks a padded text
first for the second teller, then for the first (ephemeral X25519, HKDF-SHA256, ChaCha20-Poly1305); `peel` takes
off one lock. The same text never seals to the same bytes, and every ballot of a poll has the same length.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: nothing to mistake in handwriting
READ_AS = str.maketrans("ILO", "110")
GROUP = 4
CODE_LENGTH, RECEIPT_LENGTH = 24, 12
NONCE = bytes(12)  # every key is used once


class WrongCode(ValueError):
    """The code does not open this lock."""


def _random_text(length: int) -> str:
    text = "".join(secrets.choice(ALPHABET) for _one in range(length))
    return "-".join(text[at : at + GROUP] for at in range(0, length, GROUP))


def new_code() -> str:
    """A teller's code, 120 bits in six groups of four."""
    return _random_text(CODE_LENGTH)


def new_receipt() -> str:
    """A voter's receipt, 60 bits in three groups of four."""
    return _random_text(RECEIPT_LENGTH)


def plain(code: str) -> str:
    """As typed -> as meant: capitals, no spaces or dashes, I and L as 1, O as 0."""
    return "".join(one for one in code.upper() if one.isalnum()).translate(READ_AS)


def _private(code: str) -> X25519PrivateKey:
    seed = HKDF(SHA256(), 32, salt=None, info=b"jiceng teller").derive(plain(code).encode())
    return X25519PrivateKey.from_private_bytes(seed)


def public_key(code: str) -> bytes:
    """What the site keeps of a code: 32 bytes that lock and cannot open."""
    return _private(code).public_key().public_bytes_raw()


def opens(code: str, public: bytes) -> bool:
    return secrets.compare_digest(public_key(code), bytes(public))


def _cipher(shared: bytes, ephemeral: bytes, public: bytes) -> ChaCha20Poly1305:
    key = HKDF(SHA256(), 32, salt=ephemeral + public, info=b"jiceng ballot").derive(shared)
    return ChaCha20Poly1305(key)


def _lock(content: bytes, public: bytes) -> bytes:
    once = X25519PrivateKey.generate()
    ephemeral = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return ephemeral + _cipher(shared, ephemeral, public).encrypt(NONCE, content, None)


def seal(text: str, *, first: bytes, second: bytes, size: int) -> bytes:
    """Lock `text` (at most `size` bytes, padded to it) with the public keys of both tellers. ValueError when it is
    longer: a ballot must not be told by its length."""
    content = text.encode()
    if len(content) > size:
        raise ValueError("longer than its poll allows")
    return _lock(_lock(content.ljust(size), second), first)


def peel(sealed: bytes, code: str) -> bytes:
    """What lies under one lock; WrongCode when the code is another's or the ballot was changed."""
    private = _private(code)
    public = private.public_key().public_bytes_raw()
    ephemeral, locked = bytes(sealed[:32]), bytes(sealed[32:])
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        return _cipher(shared, ephemeral, public).decrypt(NONCE, locked, None)
    except (InvalidTag, ValueError) as fault:
        raise WrongCode from fault


def text_of(content: bytes) -> str:
    """The text of a ballot without any lock."""
    return content.decode().rstrip(" ")
