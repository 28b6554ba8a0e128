// Keeps every connection that the page makes in `made`, and counts what they offered and what servers of theirs refused.
(() => {
  const made = (window.made = []);
  window.offers = 0;
  window.refused = [];
  const Plain = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Plain {
    constructor(...told) {
      super(...told);
      made.push(this);
      this.addEventListener('icecandidateerror', ({ errorCode }) => window.refused.push(errorCode));
    }

    async setLocalDescription(...told) {
      await super.setLocalDescription(...told);
      if (this.signalingState === 'have-local-offer') window.offers += 1;
    }
  };
})();
