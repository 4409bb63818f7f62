"use strict";

// Swagger UI has colours for the dark, which a class of the page switches on.
const dark = matchMedia("(prefers-color-scheme: dark)");
const shade = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", shade);
shade();

const editing = location.search === "?editing";
document.querySelector(editing ? "#editing" : "#reading").remove();

// It resolves the whole document to find how to sign in, before it shows the first call. Reading needs
// no signing in; what a call refers to is resolved when that call is opened.
const withoutSigningIn = {
  statePlugins: {
    spec: {
      wrapActions: {
        requestResolvedSubtree: (resolve) => (path) =>
          path.join("/") === "components/securitySchemes" ? () => undefined : resolve(path),
      },
    },
  },
};

SwaggerUIBundle({
  url: editing ? "openapi-editing.json" : "openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
  plugins: editing ? [] : [withoutSigningIn],
  // The server that is tried is the one that the page came from, whatever name it was asked under.
  requestInterceptor(request) {
    const { pathname, search } = new URL(request.url, location.href);
    return Object.assign(request, { url: location.origin + pathname + search });
  },
});
