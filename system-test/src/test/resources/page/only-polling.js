// A network that, besides, lets no answer through that does not end.
(() => {
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    return open.call(this, method, url.replace('/xhr_streaming', '/swallowed'), ...rest);
  };
})();
