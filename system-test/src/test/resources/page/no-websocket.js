// A network that lets no WebSocket through. What is asked for instead is kept in `asked`, without its query.
(() => {
  delete window.WebSocket;
  const asked = (window.asked = []);
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    asked.push(url.replace(/\?.*/, ''));
    return open.call(this, method, url, ...rest);
  };
})();
