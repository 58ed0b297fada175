"""The audit dossier: what an authority did, in a form that an outsider can check without trusting us.

`write.py` writes the folder, `verify.py` checks it. The second is one file on the standard library alone: an
auditor copies it and runs `python verify.py DOSSIER`, without this product and without its makers.
"""
