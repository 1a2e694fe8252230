package io.github.citydc.code;

/**
 * Names of the standard code sets, for {@link CodeSets#get} and for annotations. Not among them, as
 * no text could be read that says which code stands for what: the theme classes of GB/T 21063.4,
 * the event classes 04 and 05 of GB/T 30428.2, and the ethnic codes 97 and 98, which the police use
 * beyond GB/T 3304.
 */
public final class CodeSetName {

  /** Sex 性别, GB/T 2261.1, {@link Sex}. */
  public static final String SEX = "sex";

  /** Kind of official document 文种, {@link DocumentKind}. */
  public static final String DOCUMENT_KIND = "document-kind";

  /** Level of secrecy 密级, {@link SecrecyLevel}. */
  public static final String SECRECY_LEVEL = "secrecy-level";

  /** Urgency 紧急程度, {@link Urgency}. */
  public static final String URGENCY = "urgency";

  /** Level at which a matter is used 行使层级, {@link UseLevel}. */
  public static final String USE_LEVEL = "use-level";

  /** Type of power 权力类型, {@link PowerType}. */
  public static final String POWER_TYPE = "power-type";

  /** Class of resource 政务信息资源类, {@link ResourceClass}. */
  public static final String RESOURCE_CLASS = "resource-class";

  /** Share type 共享类型, {@link ShareType}. */
  public static final String SHARE_TYPE = "share-type";

  /** Update cycle 更新周期, {@link UpdateCycle}. */
  public static final String UPDATE_CYCLE = "update-cycle";

  /** Ethnic group 民族, GB/T 3304. */
  public static final String ETHNICITY = "ethnicity";

  /** Marital status 婚姻状况, GB/T 2261.2. */
  public static final String MARITAL_STATUS = "marital-status";

  /** State of health 健康状况, GB/T 2261.3. */
  public static final String HEALTH = "health";

  /** Employment status 从业状况（个人身份）, GB/T 2261.4. */
  public static final String EMPLOYMENT = "employment";

  /** Relative of compatriots in Hong Kong, Macao, Taiwan or overseas 港澳台侨属, GB/T 2261.5. */
  public static final String HMT_OVERSEAS_RELATIVE = "hmt-overseas-relative";

  /** Deputy or consultative committee member 人大代表、政协委员, GB/T 2261.6. */
  public static final String DEPUTY = "deputy";

  /** Education 学历, GB/T 4658. */
  public static final String EDUCATION = "education";

  /** Political affiliation 政治面貌, GB/T 4762. */
  public static final String POLITICAL_AFFILIATION = "political-affiliation";

  /** Family relation, two digits 家庭关系（两位）, GB/T 4761. */
  public static final String FAMILY_RELATION = "family-relation";

  /** Family relation, one digit 家庭关系（一位）, GB/T 4761. */
  public static final String FAMILY_RELATION_GROUP = "family-relation-group";

  /** Industry 国民经济行业, GB/T 4754. */
  public static final String INDUSTRY = "industry";

  /** Identity document 证件类型, GA/T 517. */
  public static final String IDENTITY_DOCUMENT = "identity-document";

  /** Registering department 登记管理部门, GB 32100. */
  public static final String CREDIT_CODE_DEPARTMENT = "credit-code-department";

  /** Registering department and category of organisation 登记管理部门与机构类别, GB 32100. */
  public static final String CREDIT_CODE_CATEGORY = "credit-code-category";

  /** Type of case 办件类型, C 0109. */
  public static final String PROJECT_TYPE = "project-type";

  /** Nature of the implementing organ 实施主体性质, C 0109. */
  public static final String ORGAN_TYPE = "organ-type";

  /** Kinds of persons served 服务对象, C 0109. */
  public static final String SERVICE_OBJECT = "service-object";

  /** Form of handling 办理形式, C 0109. */
  public static final String HANDLING_FORM = "handling-form";

  /** Operation on a record 数据操作标识, C 0109. */
  public static final String SYNC_OPERATION = "sync-operation";

  /** Level of trust of a certificate 证照信任级别, 国办函〔2016〕108号. */
  public static final String MATERIAL_TRUST = "material-trust";

  /** Format of a resource 信息资源格式, 发改高技〔2017〕1272号. */
  public static final String RESOURCE_FORMAT = "resource-format";

  /** Data type of an item 信息项数据类型, 发改高技〔2017〕1272号. */
  public static final String ITEM_DATA_TYPE = "item-data-type";

  /** Class and item of the resource catalogue 政务信息资源目录类、项, 发改高技〔2017〕1272号. */
  public static final String CATALOGUE_ITEM = "catalogue-item";

  /** Class of city-management components 城市管理部件大类, GB/T 30428.2. */
  public static final String COMPONENT_CLASS = "component-class";

  /** Class of city-management events 城市管理事件大类, GB/T 30428.2. */
  public static final String EVENT_CLASS = "event-class";

  /** Urban and rural class 城乡分类, 统计用城乡分类代码. */
  public static final String URBAN_RURAL_CLASS = "urban-rural-class";

  private CodeSetName() {}
}
