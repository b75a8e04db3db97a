"""A partner's OAI-PMH repository, into the catalogue.

Owns asking a partner and believing nothing of what it sends until it was checked. ``run`` is the
way in; nothing is loaded here, as the process that reads pages wants a few of the modules only.
"""
