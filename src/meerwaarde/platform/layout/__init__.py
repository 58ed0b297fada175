"""How every page looks: base templates, components, charts, forms, and the slots that fill a page from all
stages."""
