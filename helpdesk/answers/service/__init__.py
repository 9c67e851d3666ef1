"""Use cases of the desk: triage, talk with requester and others, closing, drafting, review."""
