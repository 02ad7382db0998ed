// The search index would be built in a worker from a blob, which the page's policy does not allow.
Redoc.init("/openapi.json", { disableSearch: true, hideHostname: true }, document.getElementById("redoc"));
