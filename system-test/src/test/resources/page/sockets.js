// Keeps every WebSocket that the page opens in `sockets`, and every text that it sends in `sent`.
(() => {
  const sockets = (window.sockets = []);
  const sent = (window.sent = []);
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...told) {
      super(...told);
      sockets.push(this);
    }

    send(text) {
      sent.push(text);
      super.send(text);
    }
  };
})();
