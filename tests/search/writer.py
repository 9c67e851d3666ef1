"""A process that writes one document after the other, and says which it has committed."""

import random
import sys
import time
from pathlib import Path

from helpdesk.search.store import Busy
from helpdesk.search.whoosh_store import WhooshStore
from tests.search.stores import document


def main(folder: str, mark: str, version: int) -> None:
    """Write until killed."""
    store = WhooshStore(Path(folder))
    dice = random.Random(mark)
    while True:
        version += 1
        text = f"avløp {mark}{version}"
        try:
            store.apply([document(f"{mark}{version}", text, version=version)], [], version)
        except Busy:
            continue
        sys.stdout.write(f"{version}\n")
        sys.stdout.flush()
        time.sleep(dice.random() * 0.1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
