"""Postings as bytes: document numbers in chunks, frequency and length in two bytes. Pure."""

from array import array
from collections.abc import Iterable, Mapping

from whoosh.util.numeric import byte_to_length, length_to_byte

CHUNK = 1024
"""Document numbers that share a row. A guess: a change rewrites at most 4 kB of each term."""

MOST_FREQUENT = 255

LENGTHS = tuple(float(byte_to_length(each)) for each in range(256))
"""What the byte of a length stands for: as coarse as Whoosh keeps it, so both stores rank alike."""

Chunk = Mapping[int, int]
"""From document number, counted in the chunk, to frequency and length."""


def packed_count(frequency: int, length: int) -> int:
    """Return frequency and length of a document in one number of two bytes."""
    return min(frequency, MOST_FREQUENT) << 8 | int(length_to_byte(length))


def unpacked_count(packed: int) -> tuple[int, float]:
    """Return the frequency and the length that were packed."""
    return packed >> 8, LENGTHS[packed & 255]


def coarse(length: int) -> int:
    """Return *length* as coarse as it is kept."""
    return int(byte_to_length(length_to_byte(length)))


def pack(chunk: Chunk) -> tuple[bytes, bytes]:
    """Return the documents and the counts of a chunk as bytes, in order."""
    documents = sorted(chunk)
    counts = array("H", [chunk[document] for document in documents])
    return array("H", documents).tobytes(), counts.tobytes()


def unpack(documents: bytes, counts: bytes) -> dict[int, int]:
    """Return the chunk that *documents* and *counts* were packed from."""
    return dict(zip(_numbers(documents), _numbers(counts), strict=True))


def joined(
    chunks: Iterable[tuple[int, bytes, bytes]],
) -> tuple["array[int]", "array[int]"]:
    """Return documents and counts of all chunks: number of chunk, documents, counts."""
    found, packed = array("q"), array("H")
    for chunk, documents, counts in chunks:
        found.extend(map((chunk * CHUNK).__add__, _numbers(documents)))
        packed.frombytes(counts)
    return found, packed


def _numbers(data: bytes) -> "array[int]":
    numbers = array("H")
    numbers.frombytes(data)
    return numbers
