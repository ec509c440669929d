"""Programs for working on the project and for trying it out; the product imports none of them."""
