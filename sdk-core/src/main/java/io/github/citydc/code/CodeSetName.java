package io.github.citydc.code;

/**
 * Names of the standard code sets, for {@link CodeSets#get} and for annotations. Not among them, as
 * no text could be read that says which code stands for what: the theme classes of GB/T 21063.4 and
 * the event classes 04 and 05 of GB/T 30428.2. Where no national standard has codes, the sets of
 * the interface standard have words, such as {@code family}. An entry that rests on less than the
 * standard of its set says so, see {@link EntryStanding}.
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

  /** Level at which an item is exercised 行使层级, GB/T 39046, A.2, {@link UseLevel}. */
  public static final String USE_LEVEL = "use-level";

  /** Type of item 事项类型, GB/T 39046, A.1: {@link ItemType}, and the extensions 11–19 and 21–99. */
  public static final String ITEM_TYPE = "item-type";

  /** Class of resource 政务信息资源类, {@link ResourceClass}. */
  public static final String RESOURCE_CLASS = "resource-class";

  /** Share type 共享类型, {@link ShareType}. */
  public static final String SHARE_TYPE = "share-type";

  /** Update cycle 更新周期, {@link UpdateCycle}. */
  public static final String UPDATE_CYCLE = "update-cycle";

  /** Ethnic group 民族, GB/T 3304; 97, 98 and 99 of practice with a warning. */
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

  /** Educational level 学历, GB/T 4658. */
  public static final String EDUCATION = "education";

  /** Political affiliation 政治面貌, GB/T 4762. */
  public static final String POLITICAL_AFFILIATION = "political-affiliation";

  /** Family relation, two digits 家庭关系（两位）, GB/T 4761. */
  public static final String FAMILY_RELATION = "family-relation";

  /** Family relation, one digit 家庭关系（一位）, GB/T 4761. */
  public static final String FAMILY_RELATION_GROUP = "family-relation-group";

  /**
   * Industry 国民经济行业, GB/T 4754-2017, all four levels: section {@code I}, division {@code 65}, group
   * {@code 651}, class {@code 6513}. Amendment 1 of 2019 is not applied.
   */
  public static final String INDUSTRY = "industry";

  /**
   * Identity document 证件类型, GA/T 2000.156-2016, and the codes that only GA/T 517-2004 has; 001 for
   * the unified social credit code.
   */
  public static final String IDENTITY_DOCUMENT = "identity-document";

  /** Registering department 登记管理部门, GB 32100. */
  public static final String CREDIT_CODE_DEPARTMENT = "credit-code-department";

  /** Registering department and category of organization 登记管理部门与机构类别, GB 32100. */
  public static final String CREDIT_CODE_CATEGORY = "credit-code-category";

  /** Country or region 国家和地区, GB/T 2659.1, three letters. */
  public static final String COUNTRY = "country";

  /** Country or region 国家和地区, GB/T 2659.1, three digits. */
  public static final String COUNTRY_NUMERIC = "country-numeric";

  /** Currency 货币, GB/T 12406, three letters. */
  public static final String CURRENCY = "currency";

  /** Economic type 经济类型, GB/T 12402-2000. */
  public static final String ECONOMIC_TYPE = "economic-type";

  /** Type of registration 登记注册类型, edition of 2023. */
  public static final String REGISTRATION_TYPE = "registration-type";

  /** Type of registration 登记注册类型, edition of 2011. */
  public static final String REGISTRATION_TYPE_2011 = "registration-type-2011";

  /** Type of case 办件类型, GB/T 39046, A.6. */
  public static final String CASE_TYPE = "case-type";

  /** Nature of the implementing organ 实施主体性质, GB/T 39046, A.3. */
  public static final String ORGAN_TYPE = "organ-type";

  /** Kind of applicant 服务对象, GB/T 39046, A.4. */
  public static final String SERVICE_OBJECT = "service-object";

  /**
   * Kind of applicant 服务对象 in the codes of the national platform, C 0109, which differ from 5 on;
   * {@link ServiceObjects} converts.
   */
  public static final String SERVICE_OBJECT_PLATFORM = "service-object-platform";

  /** Form of handling 办理形式, GB/T 39046, A.5. */
  public static final String HANDLING_FORM = "handling-form";

  /**
   * Form of handling 办理形式 in the codes of the national platform, C 0109, which knows only counter
   * and online; {@link HandlingForms} converts.
   */
  public static final String HANDLING_FORM_PLATFORM = "handling-form-platform";

  /** Kind of special procedure 特别程序种类, GB/T 39046, A.7. */
  public static final String SPECIAL_PROCEDURE = "special-procedure";

  /** Satisfaction 满意度, GB/T 39046, A.8: from 1 very satisfied to 5 very dissatisfied. */
  public static final String SATISFACTION = "satisfaction";

  /** Operation on a record 数据操作标识, C 0109. */
  public static final String SYNC_OPERATION = "sync-operation";

  /** Level of trust of a certificate 证照信任级别, 国办函〔2016〕108号. */
  public static final String MATERIAL_TRUST = "material-trust";

  /** Format of a resource 信息资源格式, 发改高技〔2017〕1272号. */
  public static final String RESOURCE_FORMAT = "resource-format";

  /** Data type of an item 信息项数据类型, 发改高技〔2017〕1272号. */
  public static final String ITEM_DATA_TYPE = "item-data-type";

  /** Class and item of the resource catalog 政务信息资源目录类、项, 发改高技〔2017〕1272号. */
  public static final String CATALOG_ITEM = "catalog-item";

  /** Class of city-management components 城市管理部件大类, GB/T 30428.2. */
  public static final String COMPONENT_CLASS = "component-class";

  /** Class of city-management events 城市管理事件大类, GB/T 30428.2. */
  public static final String EVENT_CLASS = "event-class";

  /** Urban and rural class 城乡分类, 统计用城乡分类代码. */
  public static final String URBAN_RURAL_CLASS = "urban-rural-class";

  /** Kind of household 户类型. */
  public static final String HOUSEHOLD_KIND = "household-kind";

  /** Residence registration 居住登记类别. */
  public static final String RESIDENCE_REGISTRATION = "residence-registration";

  /** Kind of dwelling 居所类型. */
  public static final String DWELLING_KIND = "dwelling-kind";

  /** Registration status 登记状态. */
  public static final String LEGAL_ENTITY_STATUS = "legal-entity-status";

  /** Building use 建筑物用途. */
  public static final String BUILDING_USE = "building-use";

  /** Accumulation 累计方式. */
  public static final String ACCUMULATION = "accumulation";

  /** Document action 公文流转操作. */
  public static final String DOCUMENT_ACTION = "document-action";

  /** Validity 有效性. */
  public static final String DISCLOSURE_VALIDITY = "disclosure-validity";

  /** Source of an event 问题来源. */
  public static final String EVENT_SOURCE = "event-source";

  /** Stage of an event 案件处置阶段. */
  public static final String EVENT_STAGE = "event-stage";

  /** Channel of a request 诉求来源渠道. */
  public static final String REQUEST_CHANNEL = "request-channel";

  /** Role in a task 承办方式. */
  public static final String TASK_ROLE = "task-role";

  /** Kind of reply 协同回复类型. */
  public static final String REPLY_ACTION = "reply-action";

  /** Step of a case 办理环节. */
  public static final String CASE_STEP = "case-step";

  /** Action of a step 业务动作. */
  public static final String STEP_ACTION = "step-action";

  /** State of a step 环节办理状态, GB/T 39046, table 7. */
  public static final String STEP_STATE = "step-state";

  /** Outcome of a case 办理结果类型. */
  public static final String CASE_OUTCOME = "case-outcome";

  /** Form of a material 材料形式. */
  public static final String MATERIAL_KIND = "material-kind";

  /** Unit of a time limit 时限单位. */
  public static final String TIME_UNIT = "time-unit";

  /** Region of acceptance 通办范围. */
  public static final String CROSS_REGION_SCOPE = "cross-region-scope";

  /** Level of an operating system 运行系统层级. */
  public static final String SYSTEM_LEVEL = "system-level";

  /** Channel of an evaluation 评价渠道. */
  public static final String EVALUATION_CHANNEL = "evaluation-channel";

  /**
   * Grade of data 数据分级: the three of article 21 of the Data Security Law. The codes are those of
   * this standard; they were not compared with the text of GB/T 43697.
   */
  public static final String DATA_GRADE = "data-grade";

  /** Step of the review of a catalog entry 目录审核环节. */
  public static final String CATALOG_STEP = "catalog-step";

  /** Mode of sharing 共享方式, Decree 809, art. 22. */
  public static final String SHARING_MODE = "sharing-mode";

  /** Decision on an application for sharing 共享答复结果, Decree 809, arts. 21 and 22. */
  public static final String SHARING_ANSWER = "sharing-answer";

  /** Change of a grant 授权变更类型, Decree 809, art. 27. */
  public static final String GRANT_CHANGE = "grant-change";

  /** Ground of the change of a grant 授权变更事由, Decree 809, art. 27. */
  public static final String GRANT_CHANGE_GROUND = "grant-change-ground";

  /** Outcome of a request for correction 校核结论, Decree 809, art. 26. */
  public static final String CORRECTION_OUTCOME = "correction-outcome";

  /** Disposal of shared data 共享数据处置情况, Decree 809, arts. 27 and 29. */
  public static final String USE_DISPOSAL = "use-disposal";

  private CodeSetName() {}
}
