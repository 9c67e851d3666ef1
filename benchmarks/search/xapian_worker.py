"""Run by the system's Python: one JSON request a line, one JSON answer a line."""

import json
import re
import sys

import xapian


def main(path: str, depth: int) -> None:
    """Answer until the input ends."""
    database = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OPEN)
    stemmer = xapian.Stem("norwegian")
    generator = xapian.TermGenerator()
    generator.set_stemmer(stemmer)
    parser = xapian.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_OR)
    enquire = xapian.Enquire(database)
    for line in sys.stdin:
        asked = json.loads(line)
        for key, title, text in asked.get("add", ()):
            document = xapian.Document()
            document.set_data(key)
            generator.set_document(document)
            generator.index_text(title, 2)
            generator.index_text(text)
            database.add_document(document)
        found = []
        if "add" in asked:
            database.commit()
        else:
            enquire.set_query(parser.parse_query(" ".join(re.findall(r"\w+", asked["search"]))))
            found = [hit.document.get_data().decode() for hit in enquire.get_mset(0, depth)]
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
