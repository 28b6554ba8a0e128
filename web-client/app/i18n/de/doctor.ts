export const doctor = {
  'doctor.title': 'Verbindung prüfen',
  'doctor.lead': 'Sieht nach Browser, Geräten und Netz. Nichts wird aufgezeichnet.',
  'doctor.start': 'Jetzt prüfen',
  'doctor.again': 'Noch einmal prüfen',
  'doctor.running': 'Wird geprüft …',
  'doctor.page': 'Browser',
  'doctor.microphone': 'Mikrofon',
  'doctor.camera': 'Kamera',
  'doctor.server': 'Server',
  'doctor.fallback': 'Umweg für strenge Netze',
  'doctor.direct': 'Direkter Weg',
  'doctor.nat': 'Router',
  'doctor.relay': 'Zwischenstelle',
  'doctor.good': 'In Ordnung',
  'doctor.fair': 'Könnte besser sein',
  'doctor.bad': 'Hier müssen Sie etwas tun',
  'doctor.unknown': 'Nicht bekannt',
  'doctor.verdict.good': 'Alles in Ordnung: Sie können reden.',
  'doctor.verdict.fair': 'Sie können reden, aber nicht alles ist, wie es sein sollte.',
  'doctor.verdict.bad': 'So geht es noch nicht. Beginnen Sie beim ersten roten Zeichen.',
  'doctor.page.ready': 'Er kann Anrufe führen.',
  'doctor.page.insecure':
    'Diese Seite kam nicht über HTTPS, deshalb gibt ihr der Browser weder Kamera noch Mikrofon. Öffnen Sie sie mit https:// davor.',
  'doctor.page.noWebRtc':
    'Er kann keine Anrufe führen, oder es ist ihm verboten (WebRTC ist aus). Schalten Sie es ein, oder nehmen Sie Chrome, Edge, Firefox oder Safari in neuer Fassung.',
  'doctor.microphone.ready': 'Es ist da und darf benutzt werden.',
  'doctor.microphone.unasked': 'Der Browser fragt beim Beitreten danach: Wählen Sie „Zulassen“.',
  'doctor.microphone.denied':
    'Der Browser darf es nicht benutzen. Erlauben Sie es mit dem Zeichen neben der Adresse, dann laden Sie die Seite neu.',
  'doctor.microphone.missing':
    'Keines gefunden, also wird Sie niemand hören. Schließen Sie eines an, oder schalten Sie es in den Einstellungen Ihres Systems ein.',
  'doctor.camera.ready': 'Sie ist da und darf benutzt werden.',
  'doctor.camera.unasked': 'Der Browser fragt beim Beitreten danach: Wählen Sie „Zulassen“.',
  'doctor.camera.denied':
    'Der Browser darf sie nicht benutzen. Erlauben Sie es mit dem Zeichen neben der Adresse, dann laden Sie die Seite neu.',
  'doctor.camera.missing': 'Keine gefunden. Sie können ohne beitreten: Andere sehen Ihre Anfangsbuchstaben.',
  'doctor.server.ready': 'Er antwortet über WebSocket.',
  'doctor.server.detour':
    'WebSocket ist hier gesperrt, es bleibt nur der Umweg, und der ist langsamer. Schalten Sie VPN oder Filter aus, oder bitten Sie, wer das Netz betreibt, wss:// durchzulassen.',
  'doctor.server.offline':
    'Dieses Gerät ist nicht am Netz. Schalten Sie WLAN oder mobile Daten ein und prüfen Sie noch einmal.',
  'doctor.server.down':
    'Er antwortet nicht. Wenn andere Seiten laden, ist er vielleicht kurz nicht da: Prüfen Sie in einer Minute noch einmal. Wenn nicht, liegt es an Ihrem Netz.',
  'doctor.fallback.ready': 'Long Polling geht, für Netze, in denen WebSocket gesperrt ist.',
  'doctor.fallback.blocked': 'Long Polling geht hier nicht. Solange WebSocket geht, wird es nicht gebraucht.',
  'doctor.fallback.down': 'Auch er geht hier nicht.',
  'doctor.direct.ready': 'Ihre Adresse von außen ist bekannt: Ton und Bild können geradewegs zu den anderen gehen.',
  'doctor.direct.notOffered':
    'Nur Wege innerhalb Ihres Netzes gefunden, denn dieser Server nennt keinen STUN-Server. Für Anrufe in andere Netze muss einen nennen, wer den Server betreibt.',
  'doctor.direct.local':
    'Nur Wege innerhalb Ihres Netzes gefunden: Der STUN-Server antwortet nicht. Zu anderen brauchen Sie die Zwischenstelle oder ein Netz, das UDP hinauslässt.',
  'doctor.direct.none':
    'Gar kein Weg hinaus gefunden. Schalten Sie aus, was WebRTC sperrt, etwa ein VPN oder eine Erweiterung, und prüfen Sie noch einmal.',
  'doctor.nat.open': 'Er lässt die anderen zu Ihnen finden.',
  'doctor.nat.symmetric':
    'Er gibt Ihnen für jedes Gegenüber eine andere Adresse (symmetrisches NAT). Anrufe nehmen dann die Zwischenstelle, und die geht.',
  'doctor.nat.symmetricAlone':
    'Er gibt Ihnen für jedes Gegenüber eine andere Adresse (symmetrisches NAT), und eine Zwischenstelle fehlt: Manche Anrufe werden scheitern. Versuchen Sie ein anderes Netz, etwa das Ihres Telefons.',
  'doctor.nat.unknown':
    'Was er mit Adressen macht, lässt sich von hier nicht sagen. Wenn Anrufe scheitern, versuchen Sie ein anderes Netz.',
  'doctor.relay.ready': 'Sie gab Ihnen eine Adresse: Anrufe gehen auch dort, wo kein direkter Weg ist.',
  'doctor.relay.refused':
    'Sie nahm das Wort des Servers für Sie nicht an. Sagen Sie es, wer den Server betreibt: Geheimnis oder Uhr des TURN-Servers stimmt nicht.',
  'doctor.relay.unreachable':
    'Sie antwortet nicht. Vielleicht ist eine Firewall im Weg: Versuchen Sie ein anderes Netz, oder bitten Sie um TURN über TLS auf Port 443.',
  'doctor.relay.notOffered': 'Dieser Server bietet keine an. Anrufe brauchen dann einen direkten Weg.',
  'doctor.relay.unasked': 'Ließ sich nicht erfragen, weil der Server nicht antwortete.',
  'doctor.relay.required':
    'Sie wollten Ihre Adresse verbergen. Dazu braucht es eine Zwischenstelle, und für Sie gibt es keine: Schalten Sie es in den Einstellungen aus, sonst kommt kein Anruf zustande.',
} as const;
