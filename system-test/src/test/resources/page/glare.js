// Holds the page's own offers back until `glare.release()`: two pages that both hold one have certainly offered at once.
(() => {
  const connection = RTCPeerConnection.prototype;
  const { setLocalDescription, setRemoteDescription } = connection;
  let gate = Promise.resolve();
  const glare = (window.glare = {
    /** How often an offer came while an own one was out. */
    met: 0,
    release: () => {},
    begin() {
      gate = new Promise((resolve) => {
        glare.release = resolve;
      });
      window.made.at(-1).restartIce();
    },
    get offers() {
      return window.made.at(-1)?.signalingState === 'have-local-offer';
    },
    get settled() {
      const { signalingState, connectionState } = window.made.at(-1) ?? {};
      return signalingState === 'stable' && connectionState === 'connected';
    },
  });
  connection.setLocalDescription = async function (...told) {
    await setLocalDescription.apply(this, told);
    if (this.signalingState === 'have-local-offer') await gate;
  };
  connection.setRemoteDescription = function (description) {
    if (this.signalingState === 'have-local-offer' && description.type === 'offer') glare.met += 1;
    return setRemoteDescription.call(this, description);
  };
})();
