// The list and the series need words and light only.

speak();
document.documentElement.dataset.ready = "yes";
