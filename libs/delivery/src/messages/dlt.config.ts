import { Text } from '@sixdigit/config';

/** The registration with the operators of India (DLT). Belongs to the sender and its texts, whichever provider carries them. */
export class DltConfig {
  @Text('DLT_ENTITY_ID', {
    about: "India: the entity's registration with the operators (DLT), handed to providers that pass it on.",
    shape: { pattern: /^\d{10,20}$/, message: 'must be the digits of the registration' },
  })
  entityId?: string;

  @Text('DLT_TEMPLATE_ID', {
    about: "India: the template's registration with the operators (DLT), where the file of registered texts names none.",
    shape: { pattern: /^\d{10,25}$/, message: 'must be the digits of the registration' },
  })
  templateId?: string;
}
