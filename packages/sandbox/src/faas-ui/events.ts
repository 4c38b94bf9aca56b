interface PlatformEvent {
  readonly eventId: string;
  readonly eventName: string;
  readonly description: string;
  /** Maximum number of functions that an account may bind to the event. */
  readonly lambdaLimit: number;
}

const LIMITS: Readonly<Record<string, number>> = {
  bot_connectors_custom_integration: 15,
  bot_connectors_error_hook: 15,
  bot_connectors_post_hook: 15,
  bot_connectors_pre_hook: 15,
  controllerbot_messaging_conversation_end: 1,
  controllerbot_messaging_conversation_idle: 1,
  controllerbot_messaging_conversation_routing: 1,
  controllerbot_messaging_mid_conversation_msg: 1,
  controllerbot_messaging_new_conversation: 1,
  controllerbot_messaging_participants_change: 1,
  controllerbot_messaging_ttr: 1,
  conversational_command: 30,
  denver_post_survey_email_transcript: 10,
  surveybot_messaging_survey_ended: 1,
  surveybot_messaging_survey_started: 1,
};

const titleOf = (eventId: string): string =>
  eventId.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());

/** The events that LivePerson's own clients know. Their names are derived from the ids. */
export const PLATFORM_EVENTS: readonly PlatformEvent[] = Object.entries(LIMITS).map(
  ([eventId, lambdaLimit]) => ({ eventId, eventName: titleOf(eventId), description: '', lambdaLimit }),
);
