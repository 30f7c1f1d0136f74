import { Text } from '@sixdigit/config';

/** The ids of India's operators (DLT). They belong to the sender and its texts, whichever provider carries them. */
export class DltConfig {
  @Text('DLT_ENTITY_ID', {
    about: 'India: the entity id given by the operators (DLT), handed to providers that pass it on.',
    shape: { pattern: /^\d{10,20}$/, message: 'must be the digits of the id' },
  })
  entityId?: string;

  @Text('DLT_TEMPLATE_ID', {
    about: 'India: the template id given by the operators (DLT), where the file of registered texts names none.',
    shape: { pattern: /^\d{10,25}$/, message: 'must be the digits of the id' },
  })
  templateId?: string;
}
