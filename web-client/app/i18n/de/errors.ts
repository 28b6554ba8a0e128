export const errors = {
  'error.internal': 'Da ging etwas schief. Versuchen Sie es noch einmal.',
  'error.disconnected': 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'error.unavailable': 'Der Server ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.',
  'error.rate_limited': 'Das ging dem Server zu schnell. Warten Sie kurz und versuchen Sie es noch einmal.',
  'error.too_many_attempts': 'Zu viele Versuche. Warten Sie, bevor Sie es wieder versuchen.',
  'error.bad_credentials': 'Benutzername oder Passwort stimmt nicht.',
  'error.wrong_password': 'Das ist nicht Ihr Passwort.',
  'error.name_taken': 'Diesen Benutzernamen hat schon jemand. Wählen Sie einen anderen.',
  'error.invalid_name':
    'Ein Benutzername besteht aus 3 bis 32 Buchstaben, Ziffern, Punkten, Binde- oder Unterstrichen.',
  'error.token_invalid': 'Ihre Anmeldung ist abgelaufen. Melden Sie sich wieder an.',
  'error.user_unknown': 'Hier hat niemand diesen Benutzernamen. Prüfen Sie die Schreibweise.',
  'error.already_answered': 'Dieser Anruf wurde an einem anderen Gerät angenommen.',
  'error.invitation_expired': 'Dieser Anruf ist vorbei.',
  'error.invitation_unknown': 'Dieser Anruf ist vorbei.',
  'error.call_unknown': 'Dieser Anruf ist vorbei.',
  'error.not_allowed': 'Das dürfen Sie hier nicht.',
  'error.not_member': 'Sie sind nicht mehr in diesem Raum.',
  'error.peer_unknown': 'Diese Person ist gegangen.',
  'error.timeout': 'Der Server hat nicht rechtzeitig geantwortet. Versuchen Sie es noch einmal.',
  'error.access_denied': 'Das bietet dieser Server nicht an.',
  'error.invalid_type': 'Das bietet dieser Server nicht an.',
  'error.room_exists':
    'Einen Raum mit diesem Namen gibt es schon. Wählen Sie einen anderen Namen oder treten Sie unten bei.',
  'error.invalid_argument':
    'Der Server nahm eines der Felder nicht an. Prüfen Sie sie und versuchen Sie es noch einmal.',
  'error.weak_password':
    'Dieses Passwort ist zu leicht zu erraten. Nehmen Sie mindestens 8 Zeichen und kein gängiges Wort.',
  'error.media_denied':
    'Der Browser darf nicht darauf zugreifen. Erlauben Sie es in der Adresszeile, dann noch einmal.',
  'error.media_missing': 'Keines gefunden. Schließen Sie eines an, oder machen Sie ohne weiter.',
  'error.media_failed': 'Es ließ sich nicht starten. Vielleicht benutzt es ein anderes Programm.',
} as const;
